using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>
/// Runs the actions of a scenario's start. The file's order holds within each of four rounds, so that nobody is
/// placed by
/// somebody who has no place yet: places and speeds of their own, trajectories, places by others, and all the rest.
/// </summary>
internal sealed class InitReader(ScenarioWorld world, ActionReader actions)
{
    public void Run(XmlNode storyboard)
    {
        var rounds = new List<ScenarioAction>[] { [], [], [], [] };
        foreach (XmlNode node in storyboard.Child("Init")?.Child("Actions")?.Children() ?? [])
        {
            switch (node.Name)
            {
                case "GlobalAction":
                    rounds[3].Add(actions.ReadGlobal(node.FirstChild()));
                    break;
                case "Private":
                    Actor actor = world.ActorNamed(node.Required("entityRef"), node);
                    foreach (XmlNode child in node.Children("PrivateAction"))
                        Add(rounds, actions.ReadPrivate(child, actor));
                    break;
                case "UserDefinedAction":
                    rounds[3].Add(actions.ReadGlobal(node));
                    break;
                default:
                    throw node.Fail($"<{node.Name}> is no action of the start");
            }
        }

        foreach (List<ScenarioAction> round in rounds)
        {
            foreach (ScenarioAction action in round)
                action.Run(world);
        }

        foreach (Actor actor in world.Actors)
            ActorMotion.Lay(world, actor);
    }

    private static void Add(List<ScenarioAction>[] rounds, ScenarioAction action)
    {
        int round = action switch
        {
            InstantAction { IsPlacing: true } or SpeedAction { IsOwn: true } => 0,
            FollowTrajectoryAction => 1,
            InstantAction { IsRelative: true } => 2,
            _ => 3,
        };
        rounds[round].Add(action);
    }
}

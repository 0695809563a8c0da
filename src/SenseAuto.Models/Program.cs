using SenseAuto.Models;
using SenseAuto.Service.Commands;

return await CommandRun.RunAsync(ModelCommands.Root(), ModelCommands.WithVerb(args)).ConfigureAwait(false);

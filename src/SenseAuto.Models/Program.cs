using SenseAuto.Models;

return ModelCommands.Root().Parse(args).Invoke();

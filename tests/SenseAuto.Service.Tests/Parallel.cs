using NUnit.Framework;

// Most of the time goes into drawing simulated roads: fixtures share nothing and run side by side.
[assembly: Parallelizable(ParallelScope.Fixtures)]

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;

namespace SenseAuto.Service.Commands;

/// <summary>
/// Runs a command line and ends it in words: what cannot be done is one message on the error output, never a stack.
/// </summary>
internal static partial class CommandRun
{
    /// <summary>What a person types before a verb.</summary>
    public const string FrontDoor = "./senseauto";

    /// <summary>Exit code of what could not be done, a command line that is not understood among it.</summary>
    public const int CouldNot = 2;

    /// <summary>Set to anything, it adds where a defect of the program showed itself.</summary>
    private const string StackVariable = "SENSEAUTO_STACK";
    private const int PipedWidth = 1000;

    public static async Task<int> RunAsync(Command root, IReadOnlyList<string> arguments)
    {
        // A pipe or a file has no width: a path must not be broken where a terminal would end.
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = PipedWidth;

        root.Add(new HelpOption());
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction refusal)
            return Refuse(parsed, refusal);

        var asItIs = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        using StopSignals? signals = parsed.Action is AsynchronousCommandLineAction ? new StopSignals() : null;
        try
        {
            return await parsed.InvokeAsync(asItIs, signals?.Token ?? CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            Say(WordsOf(problem));
            return CouldNot;
        }
    }

    /// <summary>One message on the error output.</summary>
    public static void Say(string words)
    {
        IAnsiConsole errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (Console.IsErrorRedirected)
            errors.Profile.Width = PipedWidth;
        errors.MarkupLineInterpolated($"[red]{words}[/]");
    }

    /// <summary>What a person is told: the exception's own words where it was thrown for him.</summary>
    public static string WordsOf(Exception problem) => problem switch
    {
        AggregateException { InnerException: { } inner } => WordsOf(inner),
        TypeInitializationException { InnerException: { } inner } => WordsOf(inner),
        OperationCanceledException => "stopped before it was done",
        FileNotFoundException { FileName: { Length: > 0 } file } when !File.Exists(file) => $"{file}: no such file",
        UnauthorizedAccessException => Quoted().Match(problem.Message) is { Success: true } path
            && Directory.Exists(path.Groups[1].Value)
                ? $"{path.Groups[1].Value}: is a folder that cannot be read or written as a file"
                : problem.Message,
        _ when IsDefect(problem) => WordsOfDefect(problem),
        _ => InLines(Parameter().Replace(problem.Message, "")),
    };

    /// <summary>With subcommands to choose from the help says more than the error; else the error is enough.</summary>
    private static int Refuse(ParseResult parsed, ParseErrorAction refusal)
    {
        Command command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0)
        {
            refusal.ShowHelp = true;
            _ = parsed.Invoke();
            return CouldNot;
        }

        foreach (string problem in parsed.Errors.Select(error => error.Message))
            Say(problem);
        var path = new List<string>();
        for (Command? step = command; step is not null; step = step.Parents.OfType<Command>().FirstOrDefault())
            path.Insert(0, step.Name);
        Say($"{string.Join(' ', path)} --help says what it takes");
        return CouldNot;
    }

    private static string WordsOfDefect(Exception problem) =>
        $"a defect of SenseAuto, please report it: {problem.GetType().Name}: {problem.Message}"
        + (Environment.GetEnvironmentVariable(StackVariable) is null
            ? $" ({StackVariable}=1 adds where)"
            : Environment.NewLine + problem.StackTrace);

    /// <summary>What no input may lead to; everything else was thrown with words for a person.</summary>
    private static bool IsDefect(Exception problem) => problem
        is NullReferenceException or IndexOutOfRangeException or ArgumentOutOfRangeException or ArgumentNullException
        or InvalidCastException or KeyNotFoundException or ArithmeticException or NotSupportedException
        or ObjectDisposedException or Core.InvariantException;

    /// <summary>JSON's own places count from 0, people's from 1; and no person knows the program's types.</summary>
    private static string InLines(string words)
    {
        string placed = JsonPlace().Replace(words, place =>
            $" (line {One(place.Groups[1])}, column {One(place.Groups[2])})");
        string named = JsonName().Replace(placed, "'$1' is not known here");
        return JsonValue().Replace(named, "is none of the values allowed here");

        static string One(Group zero) =>
            (long.Parse(zero.ValueSpan, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@" \(Parameter '\w+'\)$")]
    private static partial Regex Parameter();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(
        @"\.?( Path: \S+ \|)? LineNumber: (?<1>\d+) \| BytePositionInLine: (?<2>\d+)\.?",
        RegexOptions.ExplicitCapture)]
    private static partial Regex JsonPlace();

    [GeneratedRegex("The JSON property '([^']*)' could not be mapped to any .NET member contained in type '[^']*'")]
    private static partial Regex JsonName();

    [GeneratedRegex(@"The JSON value could not be converted to \S+\w")]
    private static partial Regex JsonValue();
}

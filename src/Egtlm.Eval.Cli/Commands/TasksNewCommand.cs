using System.CommandLine;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli.Commands;

/// <summary><c>tasks new</c>: a task file and sample data of the user's own.</summary>
internal static class TasksNewCommand
{
    public static Command Create(Shell shell)
    {
        var name = new Argument<string>("name") { Description = "Name of the task: letters, digits, '.', '-' and '_'" };
        var type = CommonOptions.Text("--type", "type", string.Join(", ", TaskTypes.Names))
            .AcceptOnlyFromAmong([.. TaskTypes.Names]);
        type.Required = true;
        var folder = CommonOptions.Text("--dir", "dir", "Folder for the task file and its data [my-tasks]");
        var json = CommonOptions.Json();
        var command = new Command("new", "Write a task file of your own with a few lines of data to replace.")
        {
            name,
            type,
            folder,
            json,
        };
        command.SetAction(async (parsed, _) =>
        {
            var directory = parsed.GetValue(folder) ?? "my-tasks";
            var task = parsed.GetRequiredValue(name);
            var templates = Path.Combine(TaskFiles.BuiltInDirectory(), TaskFiles.TemplateFolder);

            // Not null: the option takes only names of types.
            var files = await TaskTemplate.WriteAsync(
                templates, TaskTypes.Parse(parsed.GetRequiredValue(type))!.Value, task, directory);
            var next = $"egtlm-eval run {task} --tasks-dir {directory} --model {HashEncoder.ModelName}";
            if (parsed.GetValue(json))
            {
                shell.Result(JsonOutput.Write(new { Version = 1, Ok = true, Files = files, Next = next }));
                return ExitCode.Ok;
            }

            foreach (var file in files)
            {
                shell.Result(file);
            }

            shell.Info($"next     replace the lines of the data by yours, then: {next}");
            return ExitCode.Ok;
        });
        return command;
    }
}

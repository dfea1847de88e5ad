using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Tasks;

public sealed class TaskSchemaTests
{
    public static TheoryData<string> Names() => [.. TaskTypes.Names, "benchmark"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_schema_file_is_what_the_records_say(string name)
    {
        var file = Path.Combine(BuiltInTasks.Directory, "schema", name + ".json");
        var schema = TaskTypes.Parse(name) is { } type ? TaskSchema.Export(type) : TaskSchema.ExportBenchmark();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, schema);
        }

        Assert.True(File.Exists(file), $"'{file}' is missing: run this test with UPDATE_GOLDEN=1");
        Assert.Equal(File.ReadAllText(file), schema);
    }
}

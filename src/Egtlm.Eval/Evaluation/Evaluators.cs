using Egtlm.Eval.Data;
using Egtlm.Eval.Evaluation.Generated;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Evaluation;

/// <summary>The only list of task types in code: which evaluator scores which.</summary>
public static class Evaluators
{
    /// <summary>
    /// Scores one subset and split: metric names and values in mteb's order, without <c>main_score</c>.
    /// </summary>
    /// <exception cref="EvaluationException">The data cannot be scored.</exception>
    public static Scores Evaluate(TaskData data, EvaluationScope scope)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(scope);
        return scope.Task.Type switch
        {
            TaskType.Retrieval => RetrievalEvaluator.Evaluate((RetrievalData)data, (RetrievalTask)scope.Task, scope),
            TaskType.Reranking => RerankingEvaluator.Evaluate((RetrievalData)data, (RerankingTask)scope.Task, scope),
            TaskType.Sts => StsEvaluator.Evaluate((StsData)data, (StsTask)scope.Task, scope),
            TaskType.Classification =>
                ClassificationEvaluator.Evaluate((ClassificationData)data, (ClassificationTask)scope.Task, scope),
            TaskType.PairClassification => PairClassificationEvaluator.Evaluate(
                (PairClassificationData)data, (PairClassificationTask)scope.Task, scope),
            TaskType.Clustering => Cluster(data, (ClusteringTask)scope.Task, scope),
            TaskType.Summarization =>
                SummarizationEvaluator.Evaluate((SummarizationData)data, (SummarizationTask)scope.Task, scope),
            TaskType.Generation => Generate(data, (GenerationTask)scope.Task, scope),
        };
    }

    private static Scores Cluster(TaskData data, ClusteringTask task, EvaluationScope scope) => task.Protocol switch
    {
        ClusteringProtocol.Legacy => ClusteringEvaluator.EvaluateLegacy((LegacyClusteringData)data, task, scope),
        ClusteringProtocol.Fast => ClusteringEvaluator.EvaluateFast((FastClusteringData)data, task, scope),
    };

    private static Scores Generate(TaskData data, GenerationTask task, EvaluationScope scope) => task.Check switch
    {
        GenerationCheck.Isolation => IsolationEvaluator.Evaluate((DocumentData)data, task, scope),
        GenerationCheck.Response => ResponseEvaluator.Evaluate((ConversationData)data, scope),
        GenerationCheck.Text => TextEvaluator.Evaluate((DocumentData)data, task, scope),
        GenerationCheck.Choice => ChoiceEvaluator.Evaluate((ChoiceData)data, task, scope),
        GenerationCheck.Degeneration => DegenerationEvaluator.Evaluate((OpenPromptData)data, task, scope),
        GenerationCheck.Instructions => InstructionEvaluator.Evaluate((InstructedData)data, task, scope),
        GenerationCheck.Answers => AnswerEvaluator.Evaluate((AnswerData)data, task, scope),
        GenerationCheck.Drift => DriftEvaluator.Evaluate((DriftData)data, scope),
    };
}

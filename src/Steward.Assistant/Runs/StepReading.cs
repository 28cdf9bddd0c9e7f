namespace Steward.Assistant;

/// <summary>What the steps of a run tell of where it stands.</summary>
internal static class StepReading
{
    extension(IReadOnlyList<StepView> steps)
    {
        /// <summary>The calls that nothing has come of yet.</summary>
        public List<StepView> OpenCalls()
        {
            var answered = steps.Where(step => step.Kind is StepKind.Result).Select(step => step.CallId).ToHashSet();
            return [.. steps.Where(step => step.Kind is StepKind.Call && !answered.Contains(step.CallId))];
        }

        /// <summary>What the model said and called in the turn whose usage is the step of that number.</summary>
        public List<StepView> TurnOf(int usage)
        {
            var before = steps.LastOrDefault(step => step.Kind is StepKind.Usage && step.Number < usage)?.Number ?? 0;
            var discarded = steps.Select(step => step.Discarded).OfType<int>().ToHashSet();
            return
            [
                .. steps.Where(step =>
                    step.Number > before
                    && step.Number < usage
                    && step.Kind is StepKind.Text or StepKind.Draft or StepKind.Call
                    && step.Tool is not Reviews.Tool
                    && !discarded.Contains(step.Number)
                ),
            ];
        }

        /// <summary>How many of the last turns had nothing in them.</summary>
        public int EmptyTurns() =>
            steps
                .Where(step => step.Kind is StepKind.Usage)
                .Reverse()
                .TakeWhile(step => steps.TurnOf(step.Number) is [])
                .Count();
    }
}

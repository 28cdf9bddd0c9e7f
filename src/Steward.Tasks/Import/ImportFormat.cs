namespace Steward.Tasks;

/// <summary>What a file of tasks is written in.</summary>
public enum ImportFormat
{
    Csv,
    TodoistCsv,
    Vikunja,
    TodoTxt,
    Steward,
}

/// <summary>What a column of a CSV file means.</summary>
public enum ImportField
{
    Ignore,
    Title,
    Notes,
    Project,
    Section,
    Labels,
    Priority,
    Status,
    Due,
    DueTime,
    Start,
    Deadline,
    EstimateMinutes,
    CompletedAt,
    CreatedAt,
    Assignees,
    Id,
    Parent,
    Indent,
    Recurrence,
}

/// <summary>How dates with slashes are to be read where the file leaves it open.</summary>
public enum DateOrder
{
    DayFirst,
    MonthFirst,
}

/// <summary>A column of a CSV file and what it means.</summary>
public sealed record ImportColumn(
    [property: Required, MaxLength(200), Description("The column's name, as its header has it.")] string Column,
    [property: Description("What its cells mean; ignore leaves it out.")] ImportField Field
);

/// <summary>What cannot be imported, and where it stands.</summary>
public sealed record ImportFault(
    [property: Description("line 12 of a text, task 12 of a JSON file.")] string Place,
    string Message
);

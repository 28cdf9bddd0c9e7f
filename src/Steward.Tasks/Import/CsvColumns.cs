namespace Steward.Tasks;

/// <summary>What the headers of common exports mean, in English and German.</summary>
internal static class CsvColumns
{
    private static readonly Dictionary<ImportField, string> Names = new()
    {
        [ImportField.Title] =
            "title,task,task name,name,content,subject,summary,todo,to do,item,action,what,titel,aufgabe,aufgabenname,betreff,bezeichnung,was",
        [ImportField.Notes] =
            "notes,note,description,details,body,comment,comments,task notes,notizen,notiz,beschreibung,bemerkung,kommentar",
        [ImportField.Project] = "project,projects,list,list name,folder,board,projekt,projekte,liste,listenname,ordner",
        [ImportField.Section] =
            "section,section/column,column,bucket,bucket name,heading,group,abschnitt,spalte,gruppe,rubrik",
        [ImportField.Labels] =
            "labels,label,tags,tag,categories,category,context,contexts,etiketten,schlagworte,kategorie,kategorien",
        [ImportField.Priority] = "priority,prio,importance,priorität,wichtigkeit,dringlichkeit",
        [ImportField.Status] =
            "status,state,done,completed,is completed,is_completed,finished,progress,erledigt,fertig,abgeschlossen,zustand,fortschritt",
        [ImportField.Due] =
            "due,due date,due_date,duedate,date,end date,when,fällig,fällig am,fälligkeit,fälligkeitsdatum,datum,bis",
        [ImportField.DueTime] = "due time,due_time,time,uhrzeit,zeit,fällig um",
        [ImportField.Start] =
            "start,start date,start_date,startdate,begin,starts,defer date,beginn,startdatum,anfang,beginnt am",
        [ImportField.Deadline] = "deadline,frist,letzter termin",
        [ImportField.EstimateMinutes] =
            "estimate,estimate minutes,estimate_minutes,minutes,duration,aufwand,dauer,schätzung,minuten",
        [ImportField.CompletedAt] =
            "completed at,completed_at,completed date,completed on,completion date,date completed,completed time,erledigt am,abgeschlossen am",
        [ImportField.CreatedAt] =
            "created,created at,created_at,created date,creation date,date created,created time,erstellt,erstellt am,angelegt am",
        [ImportField.Assignees] =
            "assignee,assignees,assigned to,assignee email,responsible,owner,zugewiesen,zugewiesen an,verantwortlich,zuständig,bearbeiter",
        [ImportField.Id] = "id,key,task id,task_id,number,nummer,schlüssel",
        [ImportField.Parent] =
            "parent,parent id,parent_id,parent task,parentid,übergeordnet,übergeordnete aufgabe,teil von",
        [ImportField.Indent] = "indent,level,depth,einzug,ebene",
        [ImportField.Recurrence] = "recurrence,repeat,repeats,recurring,rrule,wiederholung,wiederholt sich",
    };

    private static readonly Dictionary<string, ImportField> Known = Names
        .SelectMany(pair => pair.Value.Split(',').Select(name => (name, pair.Key)))
        .ToDictionary(pair => pair.name, pair => pair.Key);

    /// <summary>Whether a first line is the header of a CSV file.</summary>
    public static bool IsHeader(string line) =>
        line.Length <= 20_000
        && line.Split(CsvRows.Delimiter(line)) is { } cells
        && (cells.Length > 1 || line.IndexOf(' ') < 0)
        && cells.Any(cell => Meaning(cell.Trim().Trim('"')) is ImportField.Title);

    /// <summary>What each column means: as it was said, else by its name; of two for the same the first.</summary>
    public static List<ImportColumn> Of(string[] header, IReadOnlyList<ImportColumn>? given, ImportFaults faults)
    {
        var taken = new HashSet<ImportField>();
        var columns = new ImportColumn[header.Length];
        foreach (var choice in given ?? [])
        {
            var place = Array.FindIndex(header, name => name.Trim() == choice.Column.Trim());
            if (place < 0)
                faults.Spoil("line 1", $"There is no column called '{choice.Column}'.");
            else if (choice.Field is not ImportField.Ignore && !taken.Add(choice.Field))
                faults.Spoil("line 1", $"Two columns are given for {Wire.Name(choice.Field.ToString())}.");
            else
                columns[place] = choice;
        }
        for (var i = 0; i < header.Length; i++)
            if (columns[i] is null)
                columns[i] =
                    Meaning(header[i]) is var field and not ImportField.Ignore && taken.Add(field)
                        ? new(header[i].Trim(), field)
                        : new(header[i].Trim(), ImportField.Ignore);
        if (!taken.Contains(ImportField.Title))
            faults.Spoil("line 1", "No column is known as the title. Say which one it is, with columns.");
        return [.. columns];
    }

    private static ImportField Meaning(string name) =>
        Known.GetValueOrDefault(name.Trim().ToLowerInvariant().Replace("(utc)", "").Trim());
}

namespace ChatOpsIncident.Edges.Slack.BlockKit;

/// <summary>Slack's limits, in UTF-16 characters where texts are meant; blocks are made within them.</summary>
internal static class BlockLimits
{
    /// <summary>Blocks of a message; of a modal and of App Home <see cref="ViewBlocks"/>.</summary>
    public const int MessageBlocks = 50;

    public const int ViewBlocks = 100;

    /// <summary>All texts of a message together; undocumented, about 13,200 as others measured.</summary>
    public const int AllText = 11_000;

    public const int Text = 3000;
    public const int FieldText = 2000;
    public const int Fields = 10;
    public const int HeaderText = 150;
    public const int ButtonValue = 2000;
    public const int Url = 3000;

    /// <summary>Buttons that stand in one row on a desktop.</summary>
    public const int Row = 5;

    public const int OverflowOptions = 5;
    public const int Options = 100;
    public const int OptionText = 75;
    public const int OptionValue = 150;
    public const int Placeholder = 150;
    public const int Label = 2000;
    public const int Input = 3000;
    public const int ViewTitle = 24;
    public const int PrivateMetadata = 3000;

    /// <summary>What a notification shows.</summary>
    public const int Fallback = 3000;
}

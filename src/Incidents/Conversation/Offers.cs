using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Learning;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>Everything people can do, by stage: the one list that slash words, buttons, help, completion and the permission check come from.</summary>
public static class Offers
{
    private static readonly ImmutableArray<Offer> Detection = [Report.Offer, ChooseCategory.Offer, GoPrivate.Offer, Admit.Offer, TakeOut.Offer, NextRoom.Offer];

    private static readonly ImmutableArray<Offer> Assessment =
    [
        Acknowledge.Offer, AnswerQuestions.Offer, Declare.Offer, Dismiss.NotIncident, Dismiss.FalsePositive, Duplicate.Offer,
    ];

    private static readonly ImmutableArray<Offer> Response =
    [
        RoleOffer.Offer, AddTask.Offer, TakeTask.Offer, GiveTask.Offer, FinishTask.Offer, DropTask.Offer, TasksQuestion.Offer, Join.Offer, Call.Offer,
        PostUpdate.Offer, TakeNote.Offer, RecordDecision.Offer, CaptureEvidence.Offer, WithdrawEvidence.Offer, Contain.Offer, Eradicate.Offer, Recover.Offer,
        ChangeSeverity.Offer, Resolve.Offer, Reopen.Offer, Snooze.Offer,
    ];

    private static readonly ImmutableArray<Offer> Learning =
    [
        Contribute.Offer, Skip.Offer, DrawUpReview.Offer, RecordLesson.Offer, AgreeAction.Offer, Verify.Offer, ProposeChange.Offer, ApproveChange.Offer, RejectChange.Offer, Close.Offer,
        AskPlaybook.Offer,
    ];

    private static readonly ImmutableArray<Offer> Preparation = [AskOnCall.Offer];

    private static readonly ImmutableArray<Offer> Looking = [ShowStatus.Offer, ShowTimeline.Offer, Correct.Offer, Redact.Offer, ShowList.Offer, ShowMine.Offer, Help.Offer];

    /// <summary>All, in the order in which help shows them.</summary>
    public static ImmutableArray<Offer> All { get; } = [.. Detection, .. Assessment, .. Response, .. Learning, .. Preparation, .. Looking];

    /// <summary>The offer with this word, typed in any case; null if there is none.</summary>
    public static Offer? Find(string word) => All.FirstOrDefault(o => string.Equals(o.Word, word, StringComparison.OrdinalIgnoreCase));
}

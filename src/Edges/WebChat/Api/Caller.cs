using ChatOpsIncident.Edges.WebChat.Guards;
using ChatOpsIncident.Edges.WebChat.People;
using ChatOpsIncident.Edges.WebChat.Rows;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.AspNetCore.Http;

namespace ChatOpsIncident.Edges.WebChat.Api;

/// <summary>Who calls: the person that the page acts as. Nobody has signed in, and what they do is recorded as such.</summary>
internal sealed record Caller(Person Person)
{
    /// <summary>Their id.</summary>
    public string Id => Person.Id;

    /// <summary>From the page's headers, checked against the sample organisation; notes the zone of their browser.</summary>
    public static Caller Of(HttpContext http, SampleOrganisation organisation)
    {
        if (SampleOrganisation.ByHandle(http.Request.Headers[SameSite.ActingAs].ToString()) is not { } known)
            throw new CallRefusedException(StatusCodes.Status403Forbidden, "Nobody in the sample organisation has this name. Choose somebody under “acting as”.");
        organisation.InZone(known.Person, http.Request.Headers["X-Zone"].ToString());
        return new(known.Person);
    }

    /// <summary>The platform's id of a request: the page's own, which is the same when it tries again, and nobody else's.</summary>
    public string Request(string? fromPage) => fromPage is { Length: >= 8 and <= 64 } && PlaceRows.IsReference(fromPage)
        ? $"{RowKeys.Handle(Id)}.{fromPage}"
        : throw new CallRefusedException(StatusCodes.Status400BadRequest, "Each call needs an id of 8 to 64 letters, digits and dashes, the same when it is tried again.");
}

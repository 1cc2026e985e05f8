using System.Security.Cryptography;
using System.Text;

namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>A stream's id comes from the request that opens it, so that a retry, also days later, finds it there. 26 characters, Crockford base 32.</summary>
public static class StreamId
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The one stream of the organisation.</summary>
    public const string Organisation = "organisation";

    /// <summary>The stream that this request opens.</summary>
    /// <param name="source">The edge: <c>web</c>, <c>slack</c>, an alert source.</param>
    /// <param name="request">The platform's own id of the request.</param>
    public static string Of(string source, string request)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\n{request}"));
        return string.Create(26, hash, static (id, bytes) =>
        {
            for (var i = 0; i < id.Length; i++)
            {
                var (index, shift) = (i * 5 / 8, i * 5 % 8);
                id[i] = Alphabet[((bytes[index] << 8 | bytes[index + 1]) >> (11 - shift)) & 31];
            }
        });
    }
}

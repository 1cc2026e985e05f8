using System.Collections.Frozen;

namespace ChatOpsIncident.Edges.Slack.Api;

/// <summary>What an error of Slack's means for whoever called.</summary>
public enum ErrorKind
{
    /// <summary>A word that is not known here: it may pass, and is looked at again with growing pauses.</summary>
    Unknown,

    /// <summary>Nothing works until an operator does something; nothing is sent.</summary>
    Installation,

    /// <summary>A scope or right is missing; the call is parked until somebody grants it.</summary>
    Configuration,

    /// <summary>Some of it may have taken effect.</summary>
    MaybeDone,

    /// <summary>Nothing was done; later it will be.</summary>
    Busy,

    /// <summary>It is as it should be already.</summary>
    Reached,

    /// <summary>The message is not there any more.</summary>
    MessageGone,

    /// <summary>This place, person or policy will not take it; asking again changes nothing.</summary>
    Refused,

    /// <summary>We sent what Slack does not take.</summary>
    OurFault,
}

/// <summary>Slack's error words by what to do about them.</summary>
public static class SlackErrors
{
    private static readonly FrozenDictionary<string, ErrorKind> Kinds = new (ErrorKind Kind, string Words)[]
    {
        (ErrorKind.Installation, "invalid_auth not_authed account_inactive token_revoked token_expired not_allowed_token_type two_factor_setup_required org_login_required accesslimited app_uninstalled"),
        (ErrorKind.Configuration, "missing_scope no_permission ekm_access_denied team_access_not_granted enterprise_is_restricted not_enabled access_denied"),
        (ErrorKind.MaybeDone, "fatal_error internal_error request_timeout"),
        (ErrorKind.Busy, "ratelimited rate_limited message_limit_exceeded service_unavailable team_added_to_org too_many_requests"),
        (ErrorKind.Reached, "already_in_channel cant_invite_self already_archived already_pinned not_pinned no_pin already_reacted no_reaction not_archived"),
        (ErrorKind.MessageGone, "message_not_found cant_update_message edit_window_closed block_mismatch streaming_state_conflict"),
        (ErrorKind.Refused, "channel_not_found is_archived is_inactive not_in_channel thread_not_found user_not_found users_not_found user_not_visible user_disabled cannot_dm_bot"
            + " messages_tab_disabled restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel restricted_action_thread_locked"
            + " restricted_action_non_threadable_channel cannot_create_channel not_pinnable too_many_pins cant_archive_general cant_archive_required cant_delete_message"
            + " method_not_supported_for_channel_type user_is_restricted ura_max_channels cant_invite org_user_not_in_team invitee_cant_see_channel"
            + " no_external_invite_permission posting_to_channel_denied external_channel_migrating user_not_in_channel not_authorized team_not_found"),
        (ErrorKind.OurFault, "invalid_blocks invalid_blocks_format invalid_attachments invalid_arguments invalid_arg_name invalid_array_arg invalid_json json_not_object"
            + " invalid_form_data invalid_charset missing_post_type invalid_post_type missing_argument no_text too_long msg_too_long msg_blocks_too_long view_too_large"
            + " markdown_text_conflict metadata_too_large invalid_metadata_format invalid_metadata_schema invalid_name invalid_name_maxlength invalid_name_punctuation"
            + " invalid_name_required invalid_name_specials bad_timestamp no_item_specified too_many_attachments unknown_method deprecated_endpoint method_deprecated"),
    }.SelectMany(k => k.Words.Split(' '), (k, word) => (word, k.Kind)).ToFrozenDictionary(k => k.word, k => k.Kind, StringComparer.Ordinal);

    /// <summary>What to do about this word; words that are not known are expected.</summary>
    public static ErrorKind KindOf(string error) => Kinds.GetValueOrDefault(error, ErrorKind.Unknown);
}

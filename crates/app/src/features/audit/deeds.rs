//! The deeds that are told apart, as they can be chosen from a list. Each has a sentence,
//! `audit-deed-<name>`; one that has none is shown by its name.

use crate::words::Words;

/// Every deed, in the order of the list.
pub(super) const DEEDS: &[&str] = &[
    "signed_in",
    "entered",
    "upgraded",
    "carried_over",
    "left",
    "invited",
    "invite_renewed",
    "link_made",
    "link_mailed",
    "invite_mail_sent",
    "invite_mail_refused",
    "mail_called_off",
    "mail_retried",
    "job_retried",
    "invite_end_changed",
    "invite_role_changed",
    "invite_language_changed",
    "seat_reset",
    "seat_moved",
    "link_asked",
    "invite_revoked",
    "invite_names_changed",
    "invites_done_at_once",
    "guest_link_made",
    "guest_link_renewed",
    "guest_link_deleted",
    "guest_access_changed",
    "guests_ended",
    "guest_came",
    "guest_left",
    "guest_forgotten",
    "entry_created",
    "media_uploaded",
    "media_ready",
    "media_refused",
    "qualities_asked",
    "qualities_cancelled",
    "entry_edited",
    "captions_added",
    "captions_deleted",
    "captions_changed",
    "chapters_changed",
    "entry_published",
    "quiz_made",
    "quiz_unmade",
    "quiz_rules_changed",
    "quiz_question_saved",
    "quiz_question_deleted",
    "quiz_submitted",
    "quiz_points_given",
    "quiz_attempts_deleted",
    "channel_made",
    "channel_changed",
    "channel_deleted",
    "channel_role_changed",
    "placement_published",
    "placement_asked",
    "placement_withdrawn",
    "placement_approved",
    "placement_rejected",
    "collaborator_changed",
    "owner_changed",
    "entry_trashed",
    "entry_restored",
    "entry_purged",
    "config_saved",
    "logo_changed",
    "logo_removed",
    "mail_template_saved",
    "mail_template_restored",
    "mail_template_deleted",
    "account_changed",
    "account_suspended",
    "account_unsuspended",
    "account_removed",
    "address_added",
    "address_verified",
    "address_made_main",
    "address_removed",
    "sessions_ended",
    "invites_handed_over",
    "password_link_made",
    "password_link_mailed",
    "people_imported",
    "password_set",
    "password_changed",
    "password_reset",
    "own_address_added",
    "own_address_verified",
    "own_address_made_main",
    "own_address_removed",
    "own_names_changed",
    "own_sessions_ended",
    "identity_linked",
    "identity_unlinked",
    "group_created",
    "group_renamed",
    "group_joined",
    "group_left",
    "group_deleted",
    "create_account",
    "set_password",
    "set_site_admin",
    "make_api_token",
    "revoke_api_token",
    "trusted_clock",
    "restored",
    "webhook_made",
    "webhook_changed",
    "webhook_deleted",
    "webhook_secret_made",
    "webhook_disabled",
    "webhook_sent_again",
    "audit_begun_anew",
    "audit_torn",
];

/// A deed's name as the reader says it.
pub(super) fn said(words: &Words, deed: &str) -> String {
    let key = format!("audit-deed-{}", deed.replace('_', "-"));
    if words.has(&key) {
        words.say(key).to_string()
    } else {
        deed.to_owned()
    }
}

/// Whether a deed is in the list; tests of the audit itself do some that are not.
#[cfg(test)]
pub(super) fn is_listed(deed: &str) -> bool {
    DEEDS.contains(&deed) || ["tested", "undone"].contains(&deed)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::words::messages;

    #[test]
    fn every_deed_has_a_sentence_and_every_sentence_a_deed() {
        let deeds: BTreeSet<&str> = DEEDS.iter().copied().collect();
        assert_eq!(deeds.len(), DEEDS.len(), "each stands in the list once");
        let said: BTreeSet<String> = (messages("en").into_keys())
            .filter_map(|key| {
                let name = key.strip_prefix("audit-deed-")?;
                Some(name.replace('-', "_"))
            })
            .collect();
        let written: BTreeSet<String> = deeds.iter().map(|deed| (*deed).to_owned()).collect();
        assert_eq!(said, written);
    }
}

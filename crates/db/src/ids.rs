//! The identifiers that may stand in parameters and columns.

/// Calls `$with!` with every identifier type of `usher_domain::ids`; a new one
/// is added here.
macro_rules! each_id {
    ($with:ident) => {
        $with! {
            AccountId, GroupId, IdentityId, EntryId, UploadId, BlobId, CaptionId, InviteId, GrantId,
            SessionId, ApiTokenId, JobId, NoticeId, MailId, ProofId, AuditId, ImportId, BatchId,
            GuestLinkId, WebhookId, DeliveryId, QuestionId, AttemptId,
            ChannelId, PlaylistId,
        }
    };
}
pub(crate) use each_id;

//! The protocol's requests for the API's description (`features::openapi`).
#![allow(
    dead_code,
    reason = "descriptions only: the handlers answer in the words of tus"
)]

/// Says which parts of tus are spoken.
#[utoipa::path(options, path = "/api/v1/uploads", tag = "uploads", security(()),
    responses((status = 204, description = "Tus-Version, Tus-Extension, Tus-Max-Size, Tus-Checksum-Algorithm")))]
pub(in crate::features) fn options() {}

/// Says which parts of tus are spoken.
#[utoipa::path(options, path = "/api/v1/uploads/{upload}", tag = "uploads", security(()),
    params(("upload" = String, Path, description = "The upload's id")),
    responses((status = 204, description = "Tus-Version, Tus-Extension, Tus-Max-Size, Tus-Checksum-Algorithm")))]
pub(in crate::features) fn options_of_one() {}

/// Begins an upload for an entry; may bring the first bytes along.
#[utoipa::path(post, path = "/api/v1/uploads", tag = "uploads",
    params(("Tus-Resumable" = String, Header, description = "`1.0.0`"),
           ("Upload-Length" = u64, Header, description = "The length of the file in bytes"),
           ("Upload-Metadata" = String, Header, description = "`filename` and `entry`, each with its value in base64")),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream", description = "The first bytes, or nothing"),
    responses((status = 201, description = "Location names the upload; Upload-Offset, Upload-Expires"),
              (status = 400, description = "upload_length, upload_metadata"),
              (status = 401, description = "sign_in"), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found: no such entry"),
              (status = 409, description = "entry_takes_no_file"),
              (status = 412, description = "tus_version"),
              (status = 413, description = "upload_too_large"),
              (status = 422, description = "upload_empty, kind_not_allowed: the site takes no files of the entry's kind"),
              (status = 429, description = "too_many_uploads"),
              (status = 507, description = "disk_full")))]
pub(in crate::features) fn create() {}

/// Says where an upload stands.
#[utoipa::path(head, path = "/api/v1/uploads/{upload}", tag = "uploads",
    params(("upload" = String, Path, description = "The upload's id"),
           ("Tus-Resumable" = String, Header, description = "`1.0.0`")),
    responses((status = 200, description = "Upload-Offset, Upload-Length, Upload-Metadata, Upload-Expires"),
              (status = 404, description = "not_found: none of the caller's"),
              (status = 410, description = "upload_expired"),
              (status = 412, description = "tus_version")))]
pub(in crate::features) fn head() {}

/// Appends bytes. After the last one the file is made ready to play.
#[utoipa::path(patch, path = "/api/v1/uploads/{upload}", tag = "uploads",
    params(("upload" = String, Path, description = "The upload's id"),
           ("Tus-Resumable" = String, Header, description = "`1.0.0`"),
           ("Upload-Offset" = u64, Header, description = "Where the bytes belong: where the upload stands"),
           ("Upload-Checksum" = Option<String>, Header, description = "`sha256` and the digest of the body in base64")),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    responses((status = 204, description = "Upload-Offset, Upload-Expires"),
              (status = 400, description = "upload_offset_missing, upload_checksum"),
              (status = 404, description = "not_found: none of the caller's"),
              (status = 409, description = "upload_offset: Upload-Offset says where it stands"),
              (status = 410, description = "upload_expired"),
              (status = 412, description = "tus_version"),
              (status = 413, description = "upload_too_long: more than was announced"),
              (status = 415, description = "wrong_content_type"),
              (status = 423, description = "upload_locked: somebody else is appending"),
              (status = 460, description = "the bytes do not fit the checksum; they were dropped"),
              (status = 507, description = "disk_full")))]
pub(in crate::features) fn append() {}

/// Gives an upload up.
#[utoipa::path(delete, path = "/api/v1/uploads/{upload}", tag = "uploads",
    params(("upload" = String, Path, description = "The upload's id"),
           ("Tus-Resumable" = String, Header, description = "`1.0.0`")),
    responses((status = 204, description = "gone"),
              (status = 404, description = "not_found: none of the caller's"),
              (status = 409, description = "upload_finished"),
              (status = 412, description = "tus_version")))]
pub(in crate::features) fn cancel() {}

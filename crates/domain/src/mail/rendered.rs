use serde::{Deserialize, Serialize};

use super::{absent, fill, template::TemplateText, token::Tokens};

/// The name of the inline part that shows the link as a QR code: `cid:qrcode`.
pub const QR_CODE: &str = "qrcode";

/// A picture that travels with the mail and is shown in it, under `cid:{id}`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InlinePart {
    /// What `cid:` names.
    pub id: String,
    /// `image/png`.
    pub media_type: String,
    /// The picture.
    pub bytes: Vec<u8>,
}

/// A mail for one person, ready to be sent. Without `Debug`: its link opens an invite.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendered {
    /// One line, not yet encoded for a header.
    pub subject: String,
    /// A whole HTML document.
    pub html: String,
    /// The same as plain text.
    pub text: String,
    /// What the HTML shows by `cid:`; empty for most mails. The mail is then
    /// `multipart/alternative` of the text and a `multipart/related` of HTML and these.
    pub inline: Vec<InlinePart>,
}

/// A template with everything put in for one person. `lay_out` makes a whole document
/// of the body before values come in, so that no value can ever be markup.
pub fn render<E>(
    template: &TemplateText,
    tokens: &Tokens,
    lay_out: impl FnOnce(&str) -> Result<String, E>,
) -> Result<Rendered, E> {
    let written = template.written();
    let document = lay_out(&absent::from_html(&written.html, tokens))?;
    Ok(Rendered {
        subject: fill::subject(&written.subject, tokens),
        html: fill::html(&document, tokens),
        text: fill::plain(&absent::from_text(&written.text, tokens), tokens),
        inline: Vec::new(),
    })
}

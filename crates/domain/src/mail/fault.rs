use crate::names::named;

named! {
    /// A part of a template.
    pub enum Part {
        /// The subject line.
        Subject = "subject",
        /// The HTML body.
        Html = "html",
        /// The body as plain text.
        Text = "text",
    }
}

/// Why a part of a template cannot be so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// Nothing was written.
    Empty,
    /// Too many characters.
    TooLong {
        /// The most that are allowed.
        max: usize,
    },
    /// A subject of several lines would add headers of its own to the mail.
    LineBreak,
    /// It holds a control character or one that changes the direction of the line.
    Forbidden,
    /// There is no such token.
    UnknownToken {
        /// As it was written, without braces.
        name: String,
        /// The token that was probably meant, without braces.
        meant: Option<&'static str>,
    },
    /// An invitation without its link.
    UrlMissing,
    /// A letter with a code, without its code.
    CodeMissing,
    /// A letter that tells what happened, without telling it.
    NewsMissing,
    /// The token means nothing in this template: an entry's title where nobody is invited.
    NotInThis {
        /// Without braces.
        token: &'static str,
    },
    /// The token has no place here: a link in the subject, a picture in plain text.
    NotHere {
        /// Without braces.
        token: &'static str,
    },
    /// An element that mail clients drop or that does something.
    Element {
        /// `script`; `<!--` for a comment.
        name: String,
    },
    /// An attribute that does something, or styles what the hub's look decides.
    Attribute {
        /// `onclick`.
        name: String,
        /// The element it stands in.
        element: String,
    },
    /// An address that is none of those a mail may lead to.
    Address {
        /// As it was written, cut short.
        text: String,
    },
    /// `<` that begins no tag, a quote that is not closed.
    Broken {
        /// What stands there, cut short.
        near: String,
    },
}

impl TemplateError {
    /// Its name in the API and in message keys.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "template_empty",
            Self::TooLong { .. } => "template_too_long",
            Self::LineBreak => "template_line_break",
            Self::Forbidden => "template_forbidden",
            Self::UnknownToken { meant: None, .. } => "template_unknown_token",
            Self::UnknownToken { meant: Some(_), .. } => "template_misspelt_token",
            Self::UrlMissing => "template_url_missing",
            Self::CodeMissing => "template_code_missing",
            Self::NewsMissing => "template_news_missing",
            Self::NotInThis { .. } => "template_not_in_this",
            Self::NotHere { .. } => "template_not_here",
            Self::Element { .. } => "template_element",
            Self::Attribute { .. } => "template_attribute",
            Self::Address { .. } => "template_address",
            Self::Broken { .. } => "template_broken",
        }
    }
}

/// A part and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFault {
    /// Which part.
    pub part: Part,
    /// What is wrong.
    pub error: TemplateError,
}

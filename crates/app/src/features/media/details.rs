//! What people write about an entry: title, description, tags.

use sha2::{Digest, Sha256};
use usher_domain::text::{Description, Tag, TextError, Title};

use crate::http::fault::FieldFault;

/// The tags of one entry: at most [`Tags::MAX`], each once whatever its case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags(Vec<Tag>);

/// Why a list of tags was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagsError {
    /// More than [`Tags::MAX`].
    TooMany,
    /// One of them is no tag.
    Text(TextError),
    /// One holds a comma, by which forms tell tags apart.
    Comma,
}

impl Tags {
    /// The most tags an entry may have.
    pub const MAX: usize = 20;

    /// Parses a list, as the API takes it. What differs in case only is one tag.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, TagsError> {
        let mut tags: Vec<Tag> = Vec::new();
        for text in texts {
            if text.contains(',') {
                return Err(TagsError::Comma);
            }
            let tag: Tag = text.parse().map_err(TagsError::Text)?;
            let folded = tag.as_str().to_lowercase();
            if tags.iter().all(|t| t.as_str().to_lowercase() != folded) {
                tags.push(tag);
            }
            if tags.len() > Self::MAX {
                return Err(TagsError::TooMany);
            }
        }
        Ok(Self(tags))
    }

    /// Parses a line with commas, as the form takes it; nothing between two
    /// commas is no tag.
    pub fn parse_line(line: &str) -> Result<Self, TagsError> {
        Self::parse(line.split(',').filter(|text| !text.trim().is_empty()))
    }

    /// The tags in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(Tag::as_str)
    }

    /// As the form shows them.
    pub fn line(&self) -> String {
        self.iter().collect::<Vec<_>>().join(", ")
    }
}

impl TagsError {
    /// As the fault of a field.
    pub fn fault(self, field: &str) -> FieldFault {
        match self {
            Self::TooMany => FieldFault::new(field, "too_many_tags").with("max", Tags::MAX),
            Self::Text(error) => FieldFault::text(field, error),
            Self::Comma => FieldFault::new(field, "comma_in_tag"),
        }
    }
}

/// Title, description and tags of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// What it is called.
    pub title: Title,
    /// What it is about.
    pub description: Description,
    /// What it is found by.
    pub tags: Tags,
}

impl Details {
    /// Parses what was typed, and names every field that does not fit.
    pub fn parse(
        title: &str,
        description: &str,
        tags: Result<Tags, TagsError>,
    ) -> Result<Self, Vec<FieldFault>> {
        let title = title.parse::<Title>();
        let description = description.parse::<Description>();
        match (title, description, tags) {
            (Ok(title), Ok(description), Ok(tags)) => Ok(Self {
                title,
                description,
                tags,
            }),
            (title, description, tags) => Err([
                title.err().map(|error| FieldFault::text("title", error)),
                description
                    .err()
                    .map(|error| FieldFault::text("description", error)),
                tags.err().map(|error| error.fault("tags")),
            ]
            .into_iter()
            .flatten()
            .collect()),
        }
    }

    /// A fingerprint of all three. A form carries the one it was filled from, so
    /// that saving it never silently undoes what somebody else saved meanwhile.
    pub fn revision(&self) -> String {
        let mut digest = Sha256::new();
        let parts = [self.title.as_str(), self.description.as_str()];
        for part in parts.into_iter().chain(self.tags.iter()) {
            digest.update(part.len().to_le_bytes());
            digest.update(part);
        }
        let [a, b, c, d, ..]: [u8; 32] = digest.finalize().into();
        format!("{:08x}", u32::from_be_bytes([a, b, c, d]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_tags_is_parted_at_commas_and_says_each_once() {
        let tags = Tags::parse_line(" optics, Optics,,  Übung , 光学 ,").unwrap();
        assert_eq!(tags.line(), "optics, Übung, 光学");
        assert_eq!(Tags::parse_line(" , "), Ok(Tags::default()));
    }

    #[test]
    fn tags_have_limits_that_are_named() {
        let many: Vec<String> = (0..=Tags::MAX).map(|n| format!("t{n}")).collect();
        let parse = |tags: &[&str]| Tags::parse(tags.iter().copied());
        assert_eq!(Tags::parse_line(&many.join(",")), Err(TagsError::TooMany));
        assert!(Tags::parse_line(&many[1..].join(",")).is_ok());
        assert_eq!(parse(&["a,b"]), Err(TagsError::Comma));
        assert_eq!(parse(&[" "]), Err(TagsError::Text(TextError::Empty)));
        let long = "x".repeat(Tag::MAX + 1);
        assert_eq!(
            parse(&[&long]),
            Err(TagsError::Text(TextError::TooLong { max: Tag::MAX }))
        );
    }

    #[test]
    fn every_fault_is_named_at_once() {
        let faults = Details::parse("", &"x".repeat(10_001), Tags::parse(["a,b"])).unwrap_err();
        let fields: Vec<_> = faults.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(fields, ["title", "description", "tags"]);
    }

    #[test]
    fn the_revision_tells_where_a_text_stands() {
        let of = |title, description, tags: &str| {
            Details::parse(title, description, Tags::parse_line(tags))
                .unwrap()
                .revision()
        };
        assert_eq!(of("a", "b", "c, d"), of(" a ", "b", "c,d"));
        let all = [
            of("a", "b", ""),
            of("ab", "", ""),
            of("a", "", "b"),
            of("a", "b", "c"),
        ];
        let different: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(different.len(), all.len());
    }
}

/// Why a field cannot be set so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldError {
    /// The module has no such field.
    UnknownField,
    /// Neither yes nor no.
    NotYesOrNo,
    /// Not a whole number.
    NotANumber,
    /// Not within the bounds.
    OutOfBounds {
        /// The lowest.
        min: i64,
        /// The highest.
        max: i64,
    },
    /// None of the choices.
    NotAnOption,
    /// Fewer of the choices than are needed.
    TooFew {
        /// How many are.
        least: usize,
    },
    /// Neither a member's nor a group's id.
    NotASubject {
        /// What was written.
        text: String,
    },
    /// Neither `uni.edu` nor `*.uni.edu`.
    NotADomain {
        /// What was written.
        text: String,
    },
    /// Not a colour.
    NotAColour {
        /// What was written.
        text: String,
    },
    /// Not an address of a page or a mailbox, or without its name where there is one.
    NotALink {
        /// What was written.
        text: String,
    },
    /// Too many links.
    TooManyLinks {
        /// The most that are allowed.
        max: usize,
    },
    /// Not a time zone.
    NotAZone {
        /// What was written.
        text: String,
    },
    /// Not the name of a mail template.
    NotATemplate {
        /// What was written.
        text: String,
    },
    /// Not a text.
    NotAText,
    /// Too many characters.
    TooLong {
        /// The most that are allowed.
        max: usize,
    },
    /// Too many members and groups, or domains.
    TooMany {
        /// The most that are allowed.
        max: usize,
    },
    /// Neither the name nor the address of a server.
    NotAHost,
    /// No e-mail address.
    NotAnAddress,
    /// Nothing was written, and another field needs it.
    Needed,
    /// A password would go over the network for everybody to read.
    PasswordInTheClear,
    /// A network would have less than one address or browser in it.
    BelowOne {
        /// The field that says what one has.
        field: &'static str,
        /// What that is set to.
        min: i64,
    },
    /// One address or browser would have more than its whole network.
    AboveNetwork {
        /// The field that says what the network has.
        field: &'static str,
        /// What that is set to.
        max: i64,
    },
    /// Neither an address nor a block of addresses.
    NotAnAddressRule {
        /// What was written.
        text: String,
    },
    /// What a provider cannot be called in addresses.
    NotAProviderId,
    /// Not the issuer of a provider.
    NotAnIssuer,
    /// Not a scope.
    NotAScope {
        /// What was written.
        text: String,
    },
    /// Not a line of a mapping.
    NotAMapping {
        /// What was written.
        text: String,
    },
    /// One provider of the list cannot be so.
    InProvider {
        /// What it is called in addresses.
        provider: String,
        /// Which part of it.
        part: String,
        /// What is wrong with that.
        code: &'static str,
    },
    /// Two providers are called the same.
    ProviderTwice {
        /// What the second is called in addresses.
        provider: String,
    },
    /// Too many providers.
    TooManyProviders {
        /// The most that are allowed.
        max: usize,
    },
    /// No site administrator could sign in any more.
    NobodyGetsIn,
    /// A language that is not offered.
    NotOffered,
    /// Longer than `MaxLinkDuration`.
    BeyondMaximum {
        /// That maximum, in minutes.
        max: i64,
    },
}

impl FieldError {
    /// Its name in the API and in message keys.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownField => "unknown_field",
            Self::NotYesOrNo => "not_yes_or_no",
            Self::NotANumber => "not_a_number",
            Self::OutOfBounds { .. } => "out_of_bounds",
            Self::NotAnOption => "not_an_option",
            Self::TooFew { .. } => "too_few",
            Self::NotASubject { .. } => "not_a_subject",
            Self::NotADomain { .. } => "not_a_domain",
            Self::NotAColour { .. } => "not_a_colour",
            Self::NotALink { .. } => "not_a_link",
            Self::TooManyLinks { .. } => "too_many_links",
            Self::NotAZone { .. } => "not_a_zone",
            Self::NotATemplate { .. } => "no_such_template",
            Self::NotAText => "not_a_text",
            Self::TooLong { .. } => "too_long",
            Self::TooMany { .. } => "too_many",
            Self::NotAHost => "not_a_host",
            Self::NotAnAddress => "not_an_address",
            Self::Needed => "needed",
            Self::PasswordInTheClear => "password_in_the_clear",
            Self::BelowOne { .. } => "below_one",
            Self::AboveNetwork { .. } => "above_network",
            Self::NotAnAddressRule { .. } => "not_an_address_rule",
            Self::NotAProviderId => "not_a_provider_id",
            Self::NotAnIssuer => "not_an_issuer",
            Self::NotAScope { .. } => "not_a_scope",
            Self::NotAMapping { .. } => "not_a_mapping",
            Self::ProviderTwice { .. } => "provider_twice",
            Self::InProvider { .. } => "in_provider",
            Self::TooManyProviders { .. } => "too_many_providers",
            Self::NobodyGetsIn => "nobody_gets_in",
            Self::NotOffered => "not_offered",
            Self::BeyondMaximum { .. } => "beyond_maximum",
        }
    }
}

/// A field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// The field's name.
    pub field: String,
    /// What is wrong.
    pub error: FieldError,
}

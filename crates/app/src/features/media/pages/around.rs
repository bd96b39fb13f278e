use usher_domain::config::Player;

/// What the site says of every player.
pub(super) struct AroundPlayer {
    /// The speeds, as the menu of the player reads them.
    pub(super) rates: String,
    /// Whether films go on where somebody stopped.
    pub(super) resumes: bool,
    /// Whether captions that an owner shows from the beginning are.
    pub(super) captions_on: bool,
}

impl AroundPlayer {
    pub(super) fn of(player: &Player) -> Self {
        Self {
            rates: player.rates().join(" "),
            resumes: player.resume,
            captions_on: player.captions_on,
        }
    }
}

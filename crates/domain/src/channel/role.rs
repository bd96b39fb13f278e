use super::ChannelRole;

/// Nobody would be left to look after the channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastManager;

/// Whether somebody in a channel with so many managers may become `after` what they are `before`; `None` is nobody.
/// The last manager stays one: another has to be named first.
pub fn may_become(
    before: Option<ChannelRole>,
    after: Option<ChannelRole>,
    managers: u32,
) -> Result<(), LastManager> {
    let manages = |role| role == Some(ChannelRole::Manager);
    if manages(before) && !manages(after) && managers <= 1 {
        Err(LastManager)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_manager_stays_and_everybody_else_may_become_anything() {
        use ChannelRole::{Contributor, Manager, Member, Moderator};
        let every = [
            None,
            Some(Member),
            Some(Contributor),
            Some(Moderator),
            Some(Manager),
        ];
        for managers in [1, 2, 7] {
            for (before, after) in every
                .into_iter()
                .flat_map(|before| every.map(|after| (before, after)))
            {
                let stays = before == Some(Manager) && after != Some(Manager) && managers == 1;
                let expected = if stays { Err(LastManager) } else { Ok(()) };
                assert_eq!(
                    may_become(before, after, managers),
                    expected,
                    "{before:?} {after:?} of {managers}"
                );
            }
        }
    }
}

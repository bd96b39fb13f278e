use crate::names::named;

named! {
    /// How far the renditions of a film are, beside what plays at once.
    pub enum LadderState {
        /// They are being made, or are about to be.
        Making = "making",
        /// They are all there.
        Made = "made",
        /// They could not be made; what plays at once does.
        Failed = "failed",
        /// Somebody did not want them, or not now.
        Cancelled = "cancelled",
    }
}

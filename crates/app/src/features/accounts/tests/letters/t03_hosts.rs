//! T3 of security.md: the links of letters begin with the base URL, whatever a request says of hosts.

use super::{ADA, post, text};
use crate::testing::forgers::{forgers, only_our_links};

#[tokio::test]
async fn t03_the_links_of_every_letter_begin_with_the_base_url() {
    let post = post().await;
    let chief = post.hub.administrator("siobhan@uni.edu").await;
    let link = format!("/admin/users/{}/password-link", post.ada);
    let all = forgers();
    let (mut letters, mut links, mut refused) = (0, 0, 0);
    for forger in &all {
        // Nobody is to wait for a budget here.
        post.hub.clock.advance(std::time::Duration::from_hours(2));
        let mut ada = post.hub.signed_in(post.ada).await;
        let mut chief = post.hub.signed_in(chief).await;
        let mut anybody = post.hub.browser();
        let add = "/account/addresses/add";
        let answers = [
            forger
                .form(&mut anybody, "/sign-in/mail", &[("email", ADA)])
                .await,
            forger
                .form(&mut anybody, "/forgot-password", &[("email", ADA)])
                .await,
            forger
                .form(&mut ada, add, &[("email", "x@y.example")])
                .await,
            forger
                .form(&mut ada, add, &[("email", "siobhan@uni.edu")])
                .await,
            forger.form(&mut chief, &link, &[("mail", "yes")]).await,
        ];
        let statuses = answers.map(|answer| answer.status.as_u16());
        let went = post.goes().await;
        if forger.refused {
            assert!(statuses.iter().all(|status| *status >= 400), "{statuses:?}");
            assert_eq!(went.len(), 0);
            refused += 1;
            continue;
        }
        assert_eq!(statuses, [303; 5], "{forger:?}");
        assert_eq!(went.len(), 5);
        letters += went.len();
        links += went
            .iter()
            .map(|letter| only_our_links(&text(letter)))
            .sum::<usize>();
    }
    println!(
        "figure: t03 {} ways to name another host: {refused} refused, {letters} letters of 5 kinds, {links} of \
         {links} links begin with the base URL",
        all.len()
    );
}

//! The people of a channel: found, changed, removed, leaving; and who makes channels.

use super::*;

#[tokio::test]
async fn a_manager_adds_people_by_address_or_choice_changes_and_removes_them() {
    let town = town().await;
    let mia = town.somebody("mia", AppRole::PrivateOnly).await;
    let mut grace = town.hub.signed_in(town.grace).await;
    let people = town.page("/people");
    for (who, role, sentence) in [
        (
            "nobody@uni.edu",
            "member",
            "Nobody here has that address or name.",
        ),
        (" ", "member", "Write something here."),
        ("mia@uni.edu", "king", "Choose one of the choices."),
    ] {
        let answer = grace.post(&people, &[("who", who), ("role", role)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{who}");
        assert!(answer.text().contains(sentence), "{who} {role}");
        assert!(answer.text().contains(&format!("value=\"{who}\"")), "{who}");
    }
    let form = [("who", "MIA@uni.edu"), ("role", "member")];
    assert_eq!(grace.post(&people, &form).await.location(), people);
    assert!(grace.get(&people).await.text().contains("mia@uni.edu"));
    let mut member = town.hub.signed_in(mia).await;
    let channels = member.get("/channels").await.text();
    assert!(channels.contains("My channels") && channels.contains("Compilers"));

    let one = format!("{people}/{mia}");
    assert_eq!(member.get(&town.page("/queue")).await.status, 403);
    grace.post(&one, &[("role", "moderator")]).await;
    assert_eq!(member.get(&town.page("/queue")).await.status, 200);
    assert_eq!(member.get(&people).await.status, 403);
    let both = [("role", "member"), ("remove", "yes")];
    assert_eq!(grace.post(&one, &both).await.status, 422);
    grace.post(&one, &[("remove", "yes")]).await;
    assert_eq!(member.get(&town.page("")).await.status, 404);
    // By the id of whoever was chosen, whatever stands in the field.
    let id = mia.to_string();
    let form = [("who", "Mia"), ("id", id.as_str()), ("role", "contributor")];
    grace.post(&people, &form).await;
    assert_eq!(member.get(&town.page("")).await.status, 200);
    assert_eq!(town.audited("channel_role_changed").await, 5, "with Cyd's");
}

#[tokio::test]
async fn the_last_manager_stays_until_there_is_another() {
    let town = town().await;
    let mut grace = town.hub.signed_in(town.grace).await;
    let refused = grace.post(&town.page("/leave"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .text()
            .contains("Make another person a manager first.")
    );
    let one = format!("{}/{}", town.page("/people"), town.grace);
    for form in [("role", "member"), ("remove", "yes")] {
        let answer = grace.post(&one, &[form]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer
                .text()
                .contains("Make another person a manager first.")
        );
    }
    let answer = town.try_be(town.grace, town.grace, None).await;
    assert_eq!(answer.value()["errors"][0]["code"], "last_manager");

    town.be(town.cyd, Some(ChannelRole::Manager)).await;
    let left = grace.post(&town.page("/leave"), &[]).await;
    assert_eq!(left.location(), "/channels");
    assert_eq!(grace.get(&town.page("")).await.status, 404);
    let answer = town.try_be(town.cyd, town.cyd, None).await;
    assert_eq!(answer.status, 422, "now Cyd is the last");
}

#[tokio::test]
async fn who_steps_down_goes_where_they_still_may() {
    let town = town().await;
    town.be(town.cyd, Some(ChannelRole::Manager)).await;
    let mut cyd = town.hub.signed_in(town.cyd).await;
    let one = format!("{}/{}", town.page("/people"), town.cyd);
    let down = cyd.post(&one, &[("role", "member")]).await;
    assert_eq!(down.location(), town.page(""));
    assert_eq!(cyd.get(&town.page("/people")).await.status, 403);
}

#[tokio::test]
async fn nobody_changes_a_channel_who_does_not_manage_it() {
    let town = town().await;
    let (_, mut moderator) = town.person("mo", ChannelRole::Moderator).await;
    let stranger = town.somebody("sam", AppRole::UnmoderatedAdmin).await;
    let mut stranger = town.hub.signed_in(stranger).await;
    for rest in ["/edit", "/people", "/delete"] {
        assert_eq!(moderator.get(&town.page(rest)).await.status, 403, "{rest}");
        assert_eq!(stranger.get(&town.page(rest)).await.status, 404, "{rest}");
        let posted = moderator.post(&town.page(rest), &[]).await;
        assert_eq!(posted.status, 403, "{rest}");
    }
    assert_eq!(stranger.get(&town.page("/leave")).await.status, 404);
    assert_eq!(
        town.count("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM channels")
            .await,
        1
    );
}

#[tokio::test]
async fn a_channel_is_made_and_changed_on_pages_with_each_fault_beside_its_field() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut ada = hub.signed_in(ada).await;
    let blank = ada.get("/channels/new").await.text();
    assert!(blank.contains("name=\"moderated\" value=\"yes\" checked"));
    let long = "x".repeat(101);
    for (form, sentence) in [
        (vec![("name", "")], "Write something here."),
        (vec![("name", long.as_str())], "at most 100 characters"),
        (
            vec![
                ("name", "A"),
                ("audience", "moon"),
                ("contributors", "everyone"),
            ],
            "Choose one of the choices.",
        ),
    ] {
        let answer = ada.post("/channels/new", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
        assert!(answer.text().contains(sentence), "{form:?}");
    }
    let form = [
        ("name", "Lectures <b>"),
        ("description", "Two\nlines"),
        ("audience", "everyone"),
        ("contributors", "contributors"),
    ];
    let made = ada.post("/channels/new", &form).await;
    let path = made.location().to_owned();
    let page = ada.get(&path).await.text();
    assert!(page.contains("Lectures &#60;b&#62;") || page.contains("Lectures &lt;b&gt;"));
    let edit = format!("{path}/edit");
    assert!(
        !ada.get(&edit)
            .await
            .text()
            .contains("value=\"yes\" checked")
    );
    let form = [
        ("name", "Talks"),
        ("audience", "members"),
        ("contributors", "everyone"),
        ("moderated", "yes"),
    ];
    assert_eq!(ada.post(&edit, &form).await.location(), path);
    assert!(ada.get(&path).await.text().contains("Its people only"));
    let gone = ada.get(&format!("{path}/delete")).await.text();
    assert!(gone.contains("They stay with their owners"));
}

#[tokio::test]
async fn somebody_who_is_removed_from_the_hub_is_in_no_channel() {
    let town = town().await;
    let cyd = town.cyd;
    town.hub
        .write(move |tx| super::super::forget_of_account(tx, cyd))
        .await;
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM channel_members";
    assert_eq!(town.count(sql).await, 1, "Grace alone");
}

//! The page stays quick with a large audience.

use usher_domain::{
    analytics::{Day, Device, Period, Steps},
    ids::AccountId,
};

use super::*;

/// An audience of `count` people over two years, by eight ways and on every sort of device.
async fn fill(cinema: &Cinema, count: u32, (today, days): (Day, i64)) {
    let (film, now) = (cinema.film, cinema.hub.now());
    let entropy = cinema.hub.app.parts.entropy.clone();
    for from in (0..count).step_by(1_000) {
        let entropy = entropy.clone();
        cinema
            .hub
            .write(move |tx| {
                for n in from..count.min(from + 1_000) {
                    let id = AccountId::new(now.after(Duration::from_millis(n.into())), &*entropy);
                    let day = today.plus(-(i64::from(n) % days)).number();
                    tx.put(
                        "INSERT INTO attendance (entry_id, person, sort, first_at, last_at, present, watched, percent,
                                                 day, today, plays, watch_time)
                         VALUES ($1, $2, 'account', $3, $3, 60, '0-400', $4, $5, '0-400', 1, 400)",
                        params![film, id, now, i64::from(n % 101), day],
                    )?;
                }
                Ok::<_, usher_db::Error>(())
            })
            .await;
    }
    let steps: Steps = vec!["17"; 100].join(",").parse().unwrap();
    let steps = steps.to_string();
    cinema
        .hub
        .write(move |tx| {
            for day in (0..days).map(|n| today.plus(-n).number()) {
                for way in 0..8 {
                    let source = format!("way-{way}");
                    tx.put(
                        "INSERT INTO audience_days (entry_id, day, source, plays, people, percents, watch_time, last_at)
                         VALUES ($1, $2, $3, 9, 5, 300, 4000, $4)",
                        params![film, day, source.as_str(), now],
                    )?;
                }
                for device in Device::ALL {
                    tx.put(
                        "INSERT INTO audience_devices (entry_id, day, device, plays, watch_time) VALUES ($1, $2, $3, 9, 9)",
                        params![film, day, device.as_str()],
                    )?;
                }
                tx.put(
                    "INSERT INTO audience_steps (entry_id, day, viewings, steps) VALUES ($1, $2, 20, $3)",
                    params![film, day, steps.as_str()],
                )?;
            }
            Ok::<_, usher_db::Error>(())
        })
        .await;
}

/// Small here; with 100,000 people with USHER_SOAK=1 (under 50 ms on the server).
#[tokio::test]
#[allow(clippy::disallowed_methods, reason = "how long it really takes")]
async fn the_numbers_stay_quick_however_many_people_there_are() {
    let soak = std::env::var_os("USHER_SOAK").is_some();
    let (count, days) = if soak { (100_000, 700) } else { (1_000, 100) };
    let cinema = cinema().await;
    let today = crate::http::time::day(cinema.hub.now(), "UTC");
    fill(&cinema, count, (today, days)).await;
    let film = cinema.film;
    let mut slowest = Duration::ZERO;
    for period in Period::ALL.iter().copied().chain([Period::All; 2]) {
        let begun = std::time::Instant::now();
        let read = move |tx: &usher_db::Tx| -> Result<_, usher_db::Error> {
            let numbers = store::numbers(tx, film, period, today)?;
            let people = people::viewers(tx, film, period.begins(today), None, 50)?;
            Ok((numbers, people))
        };
        let (numbers, viewers) = cinema.hub.app.parts.db.read(read).await.unwrap();
        let took = begun.elapsed();
        if soak {
            println!("{took:?} {period}");
        }
        slowest = slowest.max(took);
        assert!(!viewers.people.is_empty());
        let counted = period
            .begins(today)
            .map_or(days, |first| i64::try_from(today.since(first)).unwrap() + 1);
        let plays = counted * 8 * 9;
        assert_eq!(numbers.all.plays, u64::try_from(plays).unwrap());
    }
    println!("figure: analytics of {count} people over {days} days: {slowest:?} at the slowest");
}

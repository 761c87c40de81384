//! Six ways to work out a count from workbooks that show too much, each in a company where it works (minimum 5). The
//! sixth also needs the rules. Here the reader knows everybody's role as well.

use super::attack::{Knowledge, RATED};

/// Every target is one level up, so Σ target gaps = Σ role gaps + people below target: 18 = 7 + 11. The rounded sums,
/// 20 and 5, left only 7 for the one in the middle, and so two of the five who are below role two levels short.
#[test]
fn two_rounded_sums_in_one_row() {
    let world = Knowledge::new(5, &[("Ga", 3, 16, &[1, 2, 3, 4, 0])]);
    world.keeps(&vec![vec![2, 3, 6, 5, 0]], 2, |company| company[0][0]);
}

/// Ga and Ha have at most 7 each (5 people, rounded sum 5); the two sums of everybody leave no less than 14.
#[test]
fn rounded_sums_of_all_less_those_of_teams() {
    let world = Knowledge::new(5, &[("Ga", 3, 14, RATED), ("Ha", 3, 10, RATED)]);
    let company = vec![vec![2, 3, 9, 0], vec![2, 3, 0, 5]];
    world.keeps(&company, 2, |company| company[0][0]);
    world.keeps(&company, 2, |company| company[1][0]);
}

/// Nine of everybody are rated at 3 (everybody's reference level) or above, seven of Ha: so two of Ga, whose own
/// reference level is 1.
#[test]
fn depth_at_different_reference_levels() {
    let world = Knowledge::new(5, &[("Ga", 1, 12, RATED), ("Ha", 3, 13, RATED)]);
    let company = vec![vec![5, 5, 2, 0], vec![0, 6, 7, 0]];
    world.keeps(&company, 2, |company| company[0][2] + company[0][3]);
}

/// Ten are below the reference level 3 and seven work towards 3 next: so three towards 2, which was shown together with
/// those who work towards 4.
#[test]
fn joined_next_steps_against_an_exact_depth() {
    let world = Knowledge::new(
        5,
        &[
            ("Ga", 2, 7, RATED),
            ("Ga", 3, 8, &[3, 4]),
            ("Ga", 4, 5, RATED),
        ],
    );
    let company = vec![vec![0, 7, 0, 0], vec![0, 8], vec![3, 0, 2, 0]];
    world.keeps(&company, 3, |company| company[0][0] + company[2][0]);
}

/// Six are below role level and eight below the reference level 3: so two hold a role that asks for less.
#[test]
fn below_role_less_below_reference() {
    let world = Knowledge::new(5, &[("Ga", 2, 2, RATED), ("Ga", 3, 16, RATED)]);
    let company = vec![vec![0, 2, 0, 0], vec![0, 6, 5, 5]];
    world.keeps(&company, 2, |company| company[0][1]);
}

/// Minimum 3: three teams of three, in each 1 at role level and 2 at target level. Ga is left out by itself, and then
/// the next smallest until all are: a reader who knows the rule can find that no other company loses all three.
#[test]
fn which_rows_are_left_out() {
    let teams = [
        ("Ga", 3, 3, RATED),
        ("Ha", 3, 3, RATED),
        ("Ka", 3, 3, RATED),
    ];
    let world = Knowledge::new(3, &teams);
    let company = vec![vec![0, 0, 1, 2]; 3];
    for team in 0..3 {
        world.keeps(&company, 1, |company| company[team][2]);
    }
}

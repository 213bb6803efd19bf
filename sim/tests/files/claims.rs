//! The lists: what Linux answers, call by call.

use crate::calls::{SETUP, answer};
use loopscope_sim::{Options, World};

/// Runs the calls of a list in the prepared folder; all answers must be those of the list.
#[track_caller]
fn check(claims: &[(&str, &str)]) {
    let (_clock, mut os) = World::new(Options::default()).main_thread();
    let folder = answer(&mut *os, SETUP[0]);
    assert_eq!(answer(&mut *os, &format!("cd {folder}")), "ok");
    for line in &SETUP[1..] {
        assert_eq!(answer(&mut *os, line), "ok", "{line}");
    }
    let answers: Vec<(&str, String)> = claims.iter().map(|(line, _)| (*line, answer(&mut *os, line))).collect();
    let expected: Vec<(&str, String)> = claims.iter().map(|(line, answer)| (*line, (*answer).to_owned())).collect();
    assert_eq!(answers, expected);
}

#[test]
fn paths_are_walked_as_path_resolution_says() {
    check(&[
        ("stat ", "ENOENT"),
        ("stat no/x", "ENOENT"),
        ("stat f/x", "ENOTDIR"),
        ("stat f/.", "ENOTDIR"),
        ("stat f/..", "ENOTDIR"),
        ("stat loop", "ELOOP"),
        ("stat dangling", "ENOENT"),
        ("stat ld", "directory 755 nlink 2"),
        ("lstat ld", "link 777 nlink 1 size 1"),
        ("lstat ld/", "directory 755 nlink 2"),
        ("lstat lf/", "ENOTDIR"),
        ("stat .", "directory 700 nlink 4"),
        ("stat full/../f", "file 644 nlink 1 size 1"),
        ("realpath loop", "ELOOP"),
        ("realpath f/", "ENOTDIR"),
        ("realpath /tmp/../etc//hosts", "/etc/hosts"),
        ("realpath /..", "/"),
        ("readlink d", "EINVAL"),
        ("readlink ld", "d"),
        ("readlink ld/", "EINVAL"),
    ]);
    let long_name = format!("open {} w", "a".repeat(256));
    let long_path = format!("stat {}", "./".repeat(2_048));
    let longest_path = format!("stat {}f", "./".repeat(2_047));
    check(&[(&long_name, "ENAMETOOLONG"), (&long_path, "ENAMETOOLONG"), (&longest_path, "file 644 nlink 1 size 1")]);
}

#[test]
fn open_makes_what_may_be_made() {
    check(&[
        ("open f/ r", "ENOTDIR"),
        ("open new/ w", "EISDIR"),
        ("open d w", "EISDIR"),
        ("open d r+", "EISDIR"),
        ("open d/ w", "EISDIR"),
        ("open no/x w", "ENOENT"),
        ("open f wx", "EEXIST"),
        ("open dangling wx", "EEXIST"),
        ("open lf O_NOFOLLOW", "ELOOP"),
        ("open f O_DIRECTORY", "ENOTDIR"),
        ("open loop r", "ELOOP"),
        ("open gone r", "ENOENT"),
        ("open dangling w", "fd 18"),
        ("stat nowhere", "file 644 nlink 1 size 0"),
    ]);
}

#[test]
fn the_lowest_free_descriptor_is_given() {
    check(&[
        ("open f r", "fd 18"),
        ("open f r", "fd 19"),
        ("open f r", "fd 20"),
        ("close 19", "ok"),
        ("close 18", "ok"),
        ("open f r", "fd 18"),
        ("open f r", "fd 19"),
        ("open f r", "fd 21"),
        ("close 99", "EBADF"),
        ("close -1", "EBADF"),
    ]);
}

#[test]
fn reading_and_writing_keep_the_place() {
    check(&[
        ("open g w+", "fd 18"),
        ("write 18 hello", "5 bytes"),
        ("read 18 5", "\"\""),
        ("read 18 3 1", "\"ell\""),
        ("write 18 J 0", "1 bytes"),
        ("write 18 !", "1 bytes"),
        ("get g", "\"Jello!\""),
        ("write 18 Z 8", "1 bytes"),
        ("get g", "\"Jello!\\0\\0Z\""),
        ("ftruncate 18 2", "ok"),
        ("ftruncate 18 4", "ok"),
        ("get g", "\"Je\\0\\0\""),
        ("open g r", "fd 19"),
        ("write 19 a", "EBADF"),
        ("ftruncate 19 1", "EINVAL"),
        ("open g w", "fd 20"),
        ("read 20 1", "EBADF"),
        ("open d r", "fd 21"),
        ("read 21 1", "EISDIR"),
        ("fsync 21", "ok"),
        ("truncate d 0", "EISDIR"),
    ]);
}

#[test]
fn what_is_appended_goes_to_the_end_whatever_the_position() {
    check(&[
        ("open g a+", "fd 18"),
        ("write 18 abc", "3 bytes"),
        ("write 18 Z 0", "1 bytes"),
        ("get g", "\"abcZ\""),
        ("open g a+", "fd 19"),
        ("read 19 2", "\"ab\""),
        ("write 19 !", "1 bytes"),
        ("read 19 2", "\"\""),
    ]);
}

#[test]
fn a_removed_file_lives_until_it_is_closed() {
    check(&[
        ("open f r", "fd 18"),
        ("unlink f", "ok"),
        ("stat f", "ENOENT"),
        ("read 18 9", "\"x\""),
        ("close 18", "ok"),
        ("read 18 9", "EBADF"),
    ]);
}

#[test]
fn directories_are_made_and_removed() {
    check(&[
        ("mkdir .", "EEXIST"),
        ("mkdir d", "EEXIST"),
        ("mkdir f", "EEXIST"),
        ("mkdir dangling", "EEXIST"),
        ("mkdir dangling/", "EEXIST"),
        ("mkdir f/x", "ENOTDIR"),
        ("mkdir no/x", "ENOENT"),
        ("mkdir n/", "ok"),
        ("stat .", "directory 700 nlink 5"),
        ("rmdir n", "ok"),
        ("rmdir .", "EINVAL"),
        ("rmdir d/.", "EINVAL"),
        ("rmdir d/..", "ENOTEMPTY"),
        ("rmdir f", "ENOTDIR"),
        ("rmdir ld", "ENOTDIR"),
        ("rmdir ld/", "ENOTDIR"),
        ("rmdir full", "ENOTEMPTY"),
        ("rmdir gone", "ENOENT"),
        ("rmdir /", "EBUSY"),
        ("rmdir /app", "EACCES"),
        ("unlink d", "EISDIR"),
        ("unlink .", "EISDIR"),
        ("unlink f/", "ENOTDIR"),
        ("unlink ld/", "ENOTDIR"),
        ("unlink ld", "ok"),
        ("ls f", "ENOTDIR"),
        ("ls lf/", "ENOTDIR"),
        ("ls .", "d/ dangling@ f full/ lf@ loop@"),
    ]);
}

#[test]
fn a_removed_working_directory_takes_nothing_and_has_no_name() {
    check(&[
        ("mkdir gone", "ok"),
        ("cd gone", "ok"),
        ("rmdir ../gone", "ok"),
        ("put x 1", "ENOENT"),
        ("pwd", "ENOENT"),
        ("stat ..", "directory 700 nlink 4"),
        ("ls .", ""),
        ("cd ..", "ok"),
        ("ls .", "d/ dangling@ f full/ ld@ lf@ loop@"),
    ]);
}

#[test]
fn names_are_moved_as_rename_says() {
    check(&[
        ("rename . x", "EBUSY"),
        ("rename d/.. x", "EBUSY"),
        ("rename d d/sub", "EINVAL"),
        ("rename full full/x", "EINVAL"),
        ("rename full/x full", "ENOTEMPTY"),
        ("rename d f", "ENOTDIR"),
        ("rename f d", "EISDIR"),
        ("rename d full", "ENOTEMPTY"),
        ("rename f f/", "ENOTDIR"),
        ("rename f g/", "ENOTDIR"),
        ("rename gone x", "ENOENT"),
        ("rename f f", "ok"),
        ("rename full d", "ok"),
        ("ls d", "x"),
        ("rename d full", "ok"),
        ("rename full e/", "ok"),
        ("rename f /app/f", "EXDEV"),
        ("rename lf f", "ok"),
        ("ls .", "dangling@ e/ f@ ld@ loop@"),
        ("stat f", "ELOOP"),
    ]);
}

#[test]
fn links_are_further_names_of_one_file() {
    check(&[
        ("link f g", "ok"),
        ("stat f", "file 644 nlink 2 size 1"),
        ("put g longer", "ok"),
        ("stat f", "file 644 nlink 2 size 6"),
        ("unlink f", "ok"),
        ("get g", "\"longer\""),
        ("link d x", "EPERM"),
        ("link g g", "EEXIST"),
        ("link lf l2", "ok"),
        ("lstat l2", "link 777 nlink 2 size 1"),
        ("link gone x", "ENOENT"),
        ("link g h/", "ENOENT"),
        ("link g /app/g", "EXDEV"),
        ("symlink x g", "EEXIST"),
        ("symlink x y/", "ENOENT"),
        ("symlink  empty", "ENOENT"),
    ]);
}

#[test]
fn permissions_bind_the_user() {
    check(&[
        ("access f 1", "EACCES"),
        ("access f 6", "ok"),
        ("access f 8", "EINVAL"),
        ("chmod f 000", "ok"),
        ("open f r", "EACCES"),
        ("chmod f 500", "ok"),
        ("access f 1", "ok"),
        ("open f r+", "EACCES"),
        ("chmod full 600", "ok"),
        ("stat full/x", "EACCES"),
        ("chmod full 500", "ok"),
        ("unlink full/x", "EACCES"),
        ("put full/new 1", "EACCES"),
        ("put /etc/new 1", "EACCES"),
        ("unlink /etc/hosts", "EACCES"),
        ("chmod /etc/hosts 777", "EPERM"),
        ("chown f 0", "EPERM"),
        ("chown f 1000", "ok"),
        ("umask 077", "22"),
        ("put secret 1", "ok"),
        ("stat secret", "file 600 nlink 1 size 1"),
        ("chmod dangling 600", "ENOENT"),
        ("utimes dangling 1 1", "ENOENT"),
        ("lutimes dangling 1 1", "ok"),
    ]);
}

#[test]
fn files_are_copied_as_libuv_does() {
    check(&[
        ("chmod f 640", "ok"),
        ("cp f g", "ok"),
        ("stat g", "file 640 nlink 1 size 1"),
        ("cp f g excl", "EEXIST"),
        ("cp f f", "ok"),
        ("get f", "\"x\""),
        ("cp f d", "EISDIR"),
        ("cp gone x", "ENOENT"),
        ("cp f dangling", "ok"),
        ("get nowhere", "\"x\""),
        ("cp d new", "EISDIR"),
        ("stat new", "ENOENT"),
    ]);
}

#[test]
fn devices_and_proc_are_there() {
    check(&[
        ("get /dev/null", "\"\""),
        ("put /dev/null gone", "ok"),
        ("put /dev/full x", "ENOSPC"),
        ("open /dev/tty r", "ENXIO"),
        ("stat /proc/self/comm", "file 444 nlink 1 size 0"),
        ("get /proc/self/comm", "\"node\\n\""),
        ("get /etc/hostname", "\"loopscope\\n\""),
        ("ls /", "app/ bin@ dev/ etc/ home/ opt/ proc/ root/ run/ tmp/ usr/ var/"),
        ("ls /app", ""),
        ("put /home/user/note x", "ok"),
    ]);
}

//! Processes of the machine: how they begin and end, and what they may do to each other.

use super::machine::{Machine, Process};
use super::sleep::Bed;
use super::threads::ThreadId;
use crate::clock::wall_at;
use crate::os::fs::{Moment, ProcessFiles};
use loopscope_engine::clock::LoopTime;
use loopscope_engine::os::{ChildFd, Ending, Errno, FileCall, NewProcess, ProcessId, Ready};
use std::collections::BTreeMap;

/// The process id of the first program; those that it starts count on from there.
const FIRST_PID: i32 = 4_242;

/// Numbers of signals: `signal(7)`.
const SIGKILL: i32 = 9;
const SIGSTOP: i32 = 19;
/// Those that do nothing to a process that does not listen: SIGCHLD, SIGCONT, SIGURG, SIGWINCH.
const IGNORED: [i32; 4] = [17, 18, 23, 28];

/// What is known of a process besides its files.
#[derive(Debug, Default)]
pub(super) struct Life {
    /// The thread whose poll hears of its end, if anybody does.
    parent: Option<ThreadId>,
    /// Its first thread, once there is one.
    main: Option<ThreadId>,
    /// Signals that it listens for.
    watched: Vec<i32>,
    /// The signal that is about to end it.
    death: Option<i32>,
    /// The code that it is about to end with.
    code: i32,
    is_over: bool,
}

/// The id of a process by its index.
fn number_of(index: usize) -> ProcessId {
    ProcessId(FIRST_PID.saturating_add(i32::try_from(index).unwrap_or(i32::MAX)))
}

impl Machine {
    /// The index of a process by its id.
    fn process_of(&self, pid: ProcessId) -> Option<usize> {
        usize::try_from(pid.0 - FIRST_PID).ok().filter(|index| *index < self.processes.len())
    }

    /// Makes a process with one thread, which begins at `now`. `ENOENT`, `ENOTDIR`, `EACCES` of its working directory;
    /// `EBADF` of a descriptor.
    pub(crate) fn start_process(
        &mut self,
        parent: ThreadId,
        now: LoopTime,
        new: NewProcess,
    ) -> Result<(ProcessId, ThreadId), Errno> {
        let from = self.threads.get(parent).process;
        let mut files = ProcessFiles::new(self.open_files_max);
        self.files.start_process(&mut files);
        self.change_directory(&mut files, from, now, &new)?;
        for (fd, source) in (0..).zip(&new.fds) {
            self.give_fd(&mut files, from, fd, *source)?;
        }
        let index = self.processes.len();
        let thread = self.threads.add(index, now);
        let life = Life { parent: Some(parent), main: Some(thread), ..Life::default() };
        let env = new.env.into_iter().collect();
        self.processes.push(Process { env, pool: None, files, ends: BTreeMap::new(), life });
        Ok((number_of(index), thread))
    }

    fn change_directory(
        &mut self,
        files: &mut ProcessFiles,
        from: usize,
        now: LoopTime,
        new: &NewProcess,
    ) -> Result<(), Errno> {
        files.start_in_directory_of(&self.processes[from].files);
        let moment = Moment { wall: wall_at(self.wall_start, now), random: [0; 32] };
        self.files.call(files, moment, &FileCall::Chdir { path: new.cwd.clone() }).map(drop)
    }

    fn give_fd(&mut self, files: &mut ProcessFiles, from: usize, fd: i32, source: ChildFd) -> Result<(), Errno> {
        let own = &mut self.processes[from].files;
        match source {
            ChildFd::Null => self.files.open_null(files, fd),
            ChildFd::Given(given) => files.place_socket(fd, own.remove_socket(given)?),
            ChildFd::Shared(shared) => match own.socket(shared) {
                Ok(socket) => {
                    self.net.share(socket);
                    files.place_socket(fd, socket);
                }
                Err(_) => self.files.share(own, shared, files, fd)?,
            },
        }
        Ok(())
    }

    /// Two connected sockets: `socketpair(2)`. `EMFILE`.
    pub(crate) fn open_pair(&mut self, id: ThreadId) -> Result<(i32, i32), Errno> {
        let files = &mut self.processes[self.threads.get(id).process].files;
        files.ensure_room()?;
        let (one, two) = self.net.pair();
        Ok((files.insert_socket(|| Ok(one))?, files.insert_socket(|| Ok(two))?))
    }

    /// Gives another process a descriptor of a socket. `EBADF`, `ENOTSOCK`, `ESRCH`, `EMFILE`.
    pub(crate) fn pass_fd(&mut self, id: ThreadId, fd: i32, to: ProcessId) -> Result<i32, Errno> {
        let socket = self.processes[self.threads.get(id).process].files.socket(fd)?;
        let index = self.process_of(to).filter(|index| !self.processes[*index].life.is_over).ok_or(Errno::ESRCH)?;
        let passed = self.processes[index].files.insert_socket(|| Ok(socket))?;
        self.net.share(socket);
        Ok(passed)
    }

    /// Whether a descriptor leads to the output of the whole run.
    pub(crate) fn is_seen(&self, id: ThreadId, fd: i32) -> bool {
        let own = &self.processes[self.threads.get(id).process].files;
        self.files.is_output(own, fd)
    }

    /// Says which code a process is about to end with.
    pub(crate) fn set_exit_code(&mut self, id: ThreadId, code: i32) {
        let process = self.threads.get(id).process;
        self.processes[process].life.code = code & 0xff;
    }

    /// The signal that is about to end the thread's process.
    pub(crate) fn death_of(&self, id: ThreadId) -> Option<i32> {
        self.processes[self.threads.get(id).process].life.death
    }

    /// Begins, or ends, to hand a signal to the process instead of doing what it does by default.
    pub(crate) fn watch_signal(&mut self, id: ThreadId, signal: i32, is_watched: bool) {
        let process = self.threads.get(id).process;
        let watched = &mut self.processes[process].life.watched;
        watched.retain(|other| *other != signal);
        if is_watched {
            watched.push(signal);
        }
    }

    /// `kill(2)`. `ESRCH`.
    pub(crate) fn kill(&mut self, pid: ProcessId, signal: i32, now: LoopTime) -> Result<(), Errno> {
        let index = self.process_of(pid).ok_or(Errno::ESRCH)?;
        let life = &mut self.processes[index].life;
        if life.is_over {
            return Err(Errno::ESRCH);
        }
        let Some(main) = life.main else { return Ok(()) };
        if signal == 0 {
            return Ok(());
        }
        let is_heard = life.watched.contains(&signal) && signal != SIGKILL && signal != SIGSTOP;
        if is_heard {
            self.deliver(main, now, Ready::Signal(signal));
        } else if !IGNORED.contains(&signal) {
            life.death.get_or_insert(signal);
            for thread in self.threads.of_process(index) {
                self.interrupt(thread, now);
            }
        }
        Ok(())
    }

    /// How a process ended, if it has: `waitpid(2)`.
    pub(crate) fn ending_of(&self, pid: ProcessId) -> Option<Ending> {
        let life = &self.processes.get(self.process_of(pid)?)?.life;
        let ending = match life.death {
            Some(signal) => Ending { code: 0, signal: Some(signal) },
            None => Ending { code: life.code, signal: None },
        };
        life.is_over.then_some(ending)
    }

    /// The process of a thread.
    pub(crate) fn pid_of(&self, id: ThreadId) -> ProcessId {
        number_of(self.threads.get(id).process)
    }

    /// The bed of whoever waits for a process.
    pub(crate) fn bed_beside(&self, pid: ProcessId) -> Option<Bed> {
        let main = self.processes.get(self.process_of(pid)?)?.life.main?;
        Some(Bed::Thread(main))
    }

    /// Its first thread has ended: the process is over, its sockets close, its parent hears of it.
    pub(super) fn end_process(&mut self, id: ThreadId, at: LoopTime) {
        let index = self.threads.get(id).process;
        if self.processes[index].life.main != Some(id) {
            return;
        }
        self.processes[index].life.is_over = true;
        for fd in self.processes[index].files.socket_fds() {
            // OK because the descriptor was listed just now.
            self.close_socket(id, at, fd).ok();
        }
        let pid = number_of(index);
        if let (Some(parent), Some(ending)) = (self.processes[index].life.parent, self.ending_of(pid)) {
            self.deliver(parent, at, Ready::Child(pid, ending));
        }
    }

    /// The first process of the machine, which nobody waits for.
    pub(super) fn first_life(main: ThreadId) -> Life {
        Life { main: Some(main), ..Life::default() }
    }
}

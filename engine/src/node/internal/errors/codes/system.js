// Message room: codes whose errors describe a failed syscall in `info`. Node's doc: "Errors", class SystemError.
'use strict';

const profile = require('internal/profile');
const { makeSystemError } = require('internal/errors/system');

const DIR_OVER_FILE = 'Cannot overwrite non-directory with directory';
const FILE_OVER_DIR = 'Cannot overwrite directory with non-directory';

const PREFIXES = {
  ERR_FS_CP_DIR_TO_NON_DIR: profile.cpErrorsAreSwapped ? FILE_OVER_DIR : DIR_OVER_FILE,
  ERR_FS_CP_EEXIST: 'Target already exists',
  ERR_FS_CP_EINVAL: 'Invalid src or dest',
  ERR_FS_CP_FIFO_PIPE: 'Cannot copy a FIFO pipe',
  ERR_FS_CP_NON_DIR_TO_DIR: profile.cpErrorsAreSwapped ? DIR_OVER_FILE : FILE_OVER_DIR,
  ERR_FS_CP_SOCKET: 'Cannot copy a socket file',
  ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY: 'Cannot overwrite symlink in subdirectory of self',
  ERR_FS_CP_UNKNOWN: 'Cannot copy an unknown file type',
  ERR_FS_EISDIR: 'Path is a directory',
  ERR_SOCKET_BUFFER_SIZE: 'Could not get or set buffer size',
  ERR_SYSTEM_ERROR: 'A system error occurred',
  ERR_TTY_INIT_FAILED: 'TTY initialization failed',
};

for (const key in PREFIXES) exports[key] = makeSystemError(key, PREFIXES[key]);

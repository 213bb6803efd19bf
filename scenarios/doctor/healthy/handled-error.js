// An error with a listener.
require('fs').createReadStream('/app/no-such-file').on('error', (error) => console.log(error.code));

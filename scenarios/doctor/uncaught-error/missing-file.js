// The stream's error has no listener.
require('fs').createReadStream('/app/no-such-file').resume();

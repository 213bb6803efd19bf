console.log('preloaded module');

console.log('module one');

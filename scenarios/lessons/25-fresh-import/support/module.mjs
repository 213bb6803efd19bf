console.log('module body');

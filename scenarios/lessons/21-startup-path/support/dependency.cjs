console.log('dependency');

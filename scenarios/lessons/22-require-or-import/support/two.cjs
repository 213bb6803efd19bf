console.log('module two');

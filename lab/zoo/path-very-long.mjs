export default {
  name: 'a very long PATH with folders that are not there',
  make(machine) {
    const folders = Array.from({ length: 300 }, (_, at) => `/no/such/folder/number/${at}`).join(':');
    machine.env.PATH = `${folders}:${machine.env.PATH}`;
    machine.shown.push('export PATH="$(seq -f /no/such/folder/number/%g 0 299 | paste -sd:):$PATH"');
  },
};

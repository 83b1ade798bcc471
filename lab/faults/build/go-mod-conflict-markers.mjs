export default {
  name: 'go.mod with the marks of a merge conflict',
  cause: 'go-mod-invalid',
  why: 'a merge was committed before it was done',
  at: 'project/go.mod:5',
  break: (machine) =>
    machine.write(
      'go.mod',
      'module example.com/app\n\ngo 1.21\n\n<<<<<<< HEAD\nrequire golang.org/x/text v0.3.0\n=======\n>>>>>>> topic\n',
    ),
};

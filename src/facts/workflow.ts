/** Which workflow runs us. */
export interface WorkflowContext {
  /** The folder that holds `.github`. */
  workspace: string;
  /** `owner/name/.github/workflows/ci.yml@refs/…`, where the runner says so. */
  ref: string | undefined;
  /** The name of the workflow, and the id of the job. */
  name: string | undefined;
  job: string | undefined;
}

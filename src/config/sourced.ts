/** A value and the place that gave it, as people are shown it: `preset strict`, `.compliancerc.yaml rules`. */
export interface Sourced<T> {
  readonly value: T;
  readonly origin: string;
}

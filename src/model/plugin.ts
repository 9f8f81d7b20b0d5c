/** A module of the user's own, as configuration or command line names it. */
export interface PluginReference {
  /** A path (`./tools/rule.mjs`, `/abs/rules/`) or the name of an installed package. */
  readonly specifier: string;
  /** The absolute folder from which it is resolved: that of the configuration that names it. */
  readonly from: string;
}

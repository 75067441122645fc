/** Nothing is registered yet. */
export function activate(): void {
  // The features come with the commits that follow.
}

/** `{ [key]: value }`, or nothing where the value is undefined: how optional fields are left out instead of set to undefined. */
export function optional<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: Value });
}

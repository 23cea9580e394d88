/** A long group is not laid out while it is out of sight; its height is then estimated by its fields. */
export function getSizeAttributes(fields: number) {
  return fields < 8 ? {} : { 'data-fields': fields };
}

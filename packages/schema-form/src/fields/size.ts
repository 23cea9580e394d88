/**
 * Returns attributes that keep the browser from laying out a long group while it is off screen. The number of fields
 * gives the estimated height.
 */
export function getSizeAttributes(fields: number) {
  return fields < 8 ? {} : { 'data-fields': fields };
}

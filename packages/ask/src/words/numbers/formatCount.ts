export { formatCount } from "natwise";

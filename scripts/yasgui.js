// What of YASGUI the query page takes; esbuild packs it (see package.json and hatch_build.py).
import "@zazuko/yasgui/build/yasgui.min.css";

export { default } from "@zazuko/yasgui";

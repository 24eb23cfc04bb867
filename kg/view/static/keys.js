/* A network by keys: all that the mouse does in the picture. */
(function () {
  "use strict";
  const page = window.picture;
  const { data, model } = page;
  const { place, seen } = model;

  /* ``act`` is what can be done: choose(id), unfold(id), undo(), fit(), zoom(by), look(position, scale). */
  page.keys = function (network, holder, act) {
    const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    function neighbour([dx, dy]) {
      const from = model.picked === null ? network.getViewPosition() : place.get(model.picked);
      let best = null, least = Infinity;
      for (const id of model.visible().ids) {
        const x = place.get(id).x - from.x, y = place.get(id).y - from.y;
        const along = x * dx + y * dy, across = Math.abs(x * dy + y * dx);
        if (id === model.picked || along < 1 || along + 2 * across >= least) continue;
        least = along + 2 * across;
        best = id;
      }
      return best;
    }
    function intoView(id) {
      const { x, y } = network.canvasToDOM(place.get(id));
      if (x < 40 || y < 40 || x > holder.clientWidth - 40 || y > holder.clientHeight - 40) act.look(place.get(id), network.getScale());
    }
    function onArrow(event, way) {
      const step = 60 / network.getScale();
      if (event.shiftKey) {
        const { x, y } = network.getViewPosition();
        return act.look({ x: x + way[0] * step, y: y + way[1] * step }, network.getScale());
      }
      if (event.ctrlKey && model.picked !== null) {
        const { x, y } = place.get(model.picked), to = { x: x + (way[0] * step) / 4, y: y + (way[1] * step) / 4 };
        model.move(model.picked, to);
        return network.moveNode(model.picked, to.x, to.y);
      }
      const next = model.picked === null && data.focus !== null && seen(data.focus) ? data.focus : neighbour(way);
      if (next === null) return undefined;
      act.choose(next);
      return intoView(next);
    }
    const KEYS = {
      Enter: () => { if (model.picked !== null) act.unfold(model.picked); },
      Escape: () => act.choose(null), Backspace: act.undo, "+": () => act.zoom(1.3), "=": () => act.zoom(1.3), "-": () => act.zoom(1 / 1.3), 0: act.fit,
    };
    holder.addEventListener("keydown", (event) => {
      const way = ARROWS[event.key], key = KEYS[event.key];
      if ((!way && !key) || event.altKey || event.metaKey) return;
      event.preventDefault();
      if (way) onArrow(event, way); else key();
    });
  };
})();

"use strict";
(() => {
  const data = JSON.parse(document.getElementById("molecule").textContent);
  const view = document.getElementById("view");
  const status = document.getElementById("status");
  const play = document.getElementById("play");
  const simulated = document.getElementById("trajectory");
  const run = document.getElementById("run");
  const slider = document.getElementById("frame");
  const probe = document.createElement("canvas");
  if (!(probe.getContext("webgl2") || probe.getContext("webgl"))) {
    return;
  }
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const scene = $3Dmol.createViewer(view, { backgroundColor: "white", antialias: true });
  document.documentElement.classList.add("live");
  view.classList.add("drawn");
  view.tabIndex = 0;
  view.setAttribute("role", "application");
  view.setAttribute("aria-label", "The molecule in three dimensions; the arrow keys turn it, plus and minus zoom");

  const neighbours = data.elements.map(() => []);
  for (const [a, b] of data.bonds) {
    neighbours[a].push(b);
    neighbours[b].push(a);
  }
  const styles = {
    balls: { stick: { radius: 0.1, colorscheme: "Jmol" }, sphere: { scale: 0.2, colorscheme: "Jmol" } },
    sticks: { stick: { radius: 0.14, colorscheme: "Jmol" } },
    spheres: { sphere: { scale: 1, colorscheme: "Jmol" } },
    lines: { stick: { radius: 0.04, colorscheme: "Jmol" } },
  };
  const cloud = { stick: { radius: 0.035, color: "#4477AA", opacity: 0.55 } };
  let chosen = "all";
  let timer = 0;
  let step = 0;

  function atoms(conformer) {
    return data.elements.map((elem, i) => ({
      elem,
      serial: i + 1,
      x: conformer[3 * i] / 1000,
      y: conformer[3 * i + 1] / 1000,
      z: conformer[3 * i + 2] / 1000,
      bonds: neighbours[i],
      bondOrder: neighbours[i].map(() => 1),
      properties: {},
    }));
  }

  function conformers() {
    return chosen === "all" ? data.all : data.clusters[chosen - 1];
  }

  function draw(shown, words) {
    scene.removeAllModels();
    const style = styles[document.getElementById("style").value];
    shown.forEach((conformer, i) => {
      const model = scene.addModel();
      model.addAtoms(atoms(conformer));
      model.setStyle({}, i === 0 ? style : cloud);
    });
    scene.render();
    status.textContent = words;
    view.dataset.atoms = scene.selectedAtoms({}).length;
    view.dataset.shown = chosen;
  }

  function name() {
    return chosen === "all" ? "the whole ensemble" : "cluster " + chosen;
  }

  function show() {
    const shown = conformers();
    const count = shown.length === 1 ? "1 conformer" : shown.length + " conformers laid over each other";
    draw(shown, count + " of " + name());
    for (const input of document.querySelectorAll("input[name=show]")) {
      input.closest("tr").classList.toggle("chosen", input.checked);
    }
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    play.setAttribute("aria-pressed", "false");
    if (run) {
      run.setAttribute("aria-pressed", "false");
    }
  }

  function next() {
    const all = conformers();
    draw([all[step % all.length]], "conformer " + ((step % all.length) + 1) + " of " + all.length + " of " + name());
    step++;
  }

  function turn(way) {
    const [angle, axis] = { left: [-15, "y"], right: [15, "y"], up: [-15, "x"], down: [15, "x"] }[way];
    scene.rotate(angle, axis);
  }

  document.getElementById("clusters").addEventListener("change", (event) => {
    chosen = event.target.value;
    stop();
    show();
  });
  document.getElementById("style").addEventListener("change", () => {
    stop();
    show();
  });
  play.addEventListener("click", () => {
    const running = play.getAttribute("aria-pressed") === "true";
    stop();
    if (running) {
      show();
      return;
    }
    play.setAttribute("aria-pressed", "true");
    step = 0;
    next();
    timer = setInterval(next, calm ? 2000 : 600);
  });
  if (simulated) {
    const trajectory = JSON.parse(simulated.textContent);
    const frame = () => {
      const words = trajectory.times[slider.value] + " ps of the simulation";
      slider.setAttribute("aria-valuetext", words);
      draw([trajectory.frames[slider.value]], words);
      view.dataset.shown = "frame " + slider.value;
    };
    slider.addEventListener("input", () => {
      stop();
      frame();
    });
    run.addEventListener("click", () => {
      const running = run.getAttribute("aria-pressed") === "true";
      stop();
      if (running) {
        return;
      }
      run.setAttribute("aria-pressed", "true");
      frame();
      timer = setInterval(() => {
        slider.value = (Number(slider.value) + 1) % trajectory.frames.length;
        frame();
      }, calm ? 1000 : 100);
    });
  }
  for (const button of document.querySelectorAll("[data-turn]")) {
    button.addEventListener("click", () => turn(button.dataset.turn));
  }
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => scene.zoom(Number(button.dataset.zoom)));
  }
  function reset() {
    scene.setView(start);
  }
  document.getElementById("reset").addEventListener("click", reset);
  view.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (way) {
      turn(way);
    } else if (event.key === "+" || event.key === "-") {
      scene.zoom(event.key === "+" ? 1.25 : 0.8);
    } else {
      return;
    }
    event.preventDefault();
  });
  // As near as the whole of what is shown first allows.
  function fit() {
    scene.zoomTo();
    scene.zoom(1.7);
    const margin = 14;
    for (let i = 0; i < 24; i++) {
      const box = view.getBoundingClientRect();
      const inside = conformers().every((conformer) =>
        data.elements.every((elem, a) => {
          const point = scene.modelToScreen({
            x: conformer[3 * a] / 1000,
            y: conformer[3 * a + 1] / 1000,
            z: conformer[3 * a + 2] / 1000,
          });
          const x = point.x - box.left - scrollX;
          const y = point.y - box.top - scrollY;
          return x > margin && x < box.width - margin && y > margin && y < box.height - margin;
        }));
      if (inside) {
        break;
      }
      scene.zoom(0.93);
    }
    scene.render();
  }
  show();
  fit();
  const start = scene.getView();
})();

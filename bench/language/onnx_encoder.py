"""Our encoder under onnxruntime, int8: onnx_encoder.py DATA WORK WEIGHTS.npz FOLDER

Builds the graph from the arrays of weights.py, rounds it with onnxruntime's own dynamic int8, and
says how many words of newswire the encoder alone reads a second on one thread: words are cut into
pieces before, no heads, no trees, no lemmas. Sentences of like length are read 16 at once.
"""

import pathlib
import sys

import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from sets import ROOT, Clock, memory, wire_lines

sys.path.insert(0, str(ROOT / "training" / "careful"))
import pieces  # noqa: E402

WIDTH, LAYERS, LOOKS = 384, 6, 12
AT_ONCE = 16


class Graph:
    def __init__(self, arrays):
        self.arrays, self.nodes, self.constants, self.count = arrays, [], [], 0

    def constant(self, values):
        self.count += 1
        name = f"c{self.count}"
        self.constants.append(numpy_helper.from_array(numpy.ascontiguousarray(values), name))
        return name

    def node(self, kind, *inputs, **told):
        self.count += 1
        self.nodes.append(helper.make_node(kind, list(inputs), [f"n{self.count}"], **told))
        return f"n{self.count}"

    def linear(self, values, name):
        product = self.node("MatMul", values, self.constant(self.arrays[f"{name}.weight"].T))
        return self.node("Add", product, self.constant(self.arrays[f"{name}.bias"]))

    def norm(self, values, name):
        scale, bias = (self.constant(self.arrays[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self.node("LayerNormalization", values, scale, bias, axis=-1, epsilon=1e-12)

    def split(self, values, kind):
        """One of the three parts of what `mix` gives, parted by ways of looking."""
        starts, ends = (self.constant(numpy.array([at * WIDTH])) for at in (kind, kind + 1))
        own = self.node("Slice", values, starts, ends, self.constant(numpy.array([2])))
        shaped = self.node("Reshape", own, self.constant(numpy.array([0, 0, LOOKS, WIDTH // LOOKS])))
        return self.node("Transpose", shaped, perm=[0, 2, 3, 1] if kind == 1 else [0, 2, 1, 3])

    def layer(self, values, name):
        mixed = self.linear(values, f"{name}.mix")
        asked, answers, shown = (self.split(mixed, kind) for kind in range(3))
        scores = self.node("MatMul", asked, answers)
        scores = self.node("Mul", scores, self.constant(numpy.float32((WIDTH // LOOKS) ** -0.5)))
        shares = self.node("Softmax", self.node("Add", scores, "mask"), axis=-1)
        seen = self.node("Transpose", self.node("MatMul", shares, shown), perm=[0, 2, 1, 3])
        seen = self.node("Reshape", seen, self.constant(numpy.array([0, 0, WIDTH])))
        values = self.norm(self.node("Add", values, self.linear(seen, f"{name}.out")), f"{name}.out_norm")
        inner = self.node("Gelu", self.linear(values, f"{name}.up"), approximate="tanh")
        return self.norm(self.node("Add", values, self.linear(inner, f"{name}.down")), f"{name}.down_norm")


def build(arrays, path):
    graph = Graph(arrays)
    values = graph.node("Gather", graph.constant(arrays["pieces"]), "pieces")
    places = graph.node("Gather", graph.constant(arrays["places"]), "places")
    shapes = graph.node("Gather", graph.constant(arrays["shapes.weight"]), "shapes")
    values = graph.norm(graph.node("Add", graph.node("Add", values, places), shapes), "norm")
    for number in range(LAYERS):
        values = graph.layer(values, f"layers.{number}")
    whole = lambda name: helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
    mask = helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["batch", 1, 1, "length"])
    out = helper.make_tensor_value_info(values, TensorProto.FLOAT, ["batch", "length", WIDTH])
    inputs = [whole("pieces"), whole("places"), whole("shapes"), mask]
    made = helper.make_graph(graph.nodes, "encoder", inputs, [out], graph.constants)
    onnx.save(helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=10), path)


def batches(data, work):
    vocabulary = {p: n for n, p in enumerate((work / "vocabulary.txt").read_text(encoding="utf8").splitlines())}
    laid, words = [], 0
    for line in wire_lines(data)[:1000]:
        forms = line.split()
        words += len(forms)
        cut = [[vocabulary[piece] for piece in pieces.cut(form, vocabulary)] for form in forms]
        numbers = [vocabulary[pieces.START]] + [number for word in cut for number in word]
        shapes = [0] + [pieces.shape(form) for form, word in zip(forms, cut) for _ in word]
        laid.append((numbers, shapes))
    laid.sort(key=lambda item: len(item[0]))
    found = []
    for start in range(0, len(laid), AT_ONCE):
        part = laid[start : start + AT_ONCE]
        length = max(len(numbers) for numbers, _ in part)
        fill = lambda rows: numpy.array([row + [0] * (length - len(row)) for row in rows])
        mask = numpy.array([[0.0] * len(n) + [-1e9] * (length - len(n)) for n, _ in part], numpy.float32)
        found.append({"pieces": fill([n for n, _ in part]), "shapes": fill([s for _, s in part]),
                      "places": numpy.tile(numpy.arange(length), (len(part), 1)), "mask": mask[:, None, None, :]})
    return found, words, sum(len(numbers) for numbers, _ in laid)


def main():
    data, work, weights, folder = map(pathlib.Path, sys.argv[1:5])
    folder.mkdir(parents=True, exist_ok=True)
    plain, small = folder / "encoder.onnx", folder / "encoder.int8.onnx"
    build(numpy.load(weights), plain)
    quantize_dynamic(plain, small, weight_type=QuantType.QInt8)
    inputs, words, count = batches(data, work)
    print(f"{words} words in {count} pieces")
    for path in (plain, small):
        told = onnxruntime.SessionOptions()
        told.intra_op_num_threads = told.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(path, told, providers=["CPUExecutionProvider"])
        clock = Clock()
        for batch in inputs:
            session.run(None, batch)
        print(f"{path.name}: {words / clock.seconds():.0f} words/s of processor time; {memory():.0f} MB")


main()
